namespace EqProp.Analog.Circuits;

/// <summary>One thing wrong with what the user gave.</summary>
/// <param name="Code">Stable short name of the rule, such as <c>unit.dimension</c>.</param>
/// <param name="Path">Where: file and JSON path, option name, or data file.</param>
/// <param name="Message">What was found and what is allowed.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Violation(string Code, string Path, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message} {Remedy}";
}
