using System.Text.RegularExpressions;

namespace EqProp.Analog.Numerics.Tests.CodeShape;

/// <summary>A loop in the listing of a method.</summary>
/// <param name="Lines">From its label to the jump back.</param>
internal sealed partial record InnerLoop(IReadOnlyList<string> Lines)
{
    /// <summary>What fused multiply-adds add to, in order: the digits in their names say which operand that is.</summary>
    public IReadOnlyList<string> Addends =>
    [
        .. Lines.Select(line => MultiplyAdd().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[match.Groups["order"].Value switch { "132" => "second", "213" => "third", _ => "first" }].Value),
    ];

    public IEnumerable<string> Calls => Lines.Where(line => Call().IsMatch(line));

    /// <summary>Vector registers saved to the stack or read from there.</summary>
    public IEnumerable<string> Spills => Lines.Where(line => StackOperand().IsMatch(line) && VectorRegister().IsMatch(line));

    public override string ToString() => string.Join('\n', Lines);

    [GeneratedRegex(@"^\s+vfn?m(?:add|sub)(?<order>\d+)[ps][sd]\s+(?<first>\w+), (?<second>\w+), (?<third>.+)$")]
    private static partial Regex MultiplyAdd();

    [GeneratedRegex(@"^\s+call\b")]
    private static partial Regex Call();

    [GeneratedRegex(@"\[r[sb]p")]
    private static partial Regex StackOperand();

    [GeneratedRegex(@"\b[xyz]mm\d+")]
    private static partial Regex VectorRegister();
}
