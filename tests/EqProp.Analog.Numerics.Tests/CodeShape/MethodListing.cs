using System.Text.RegularExpressions;

namespace EqProp.Analog.Numerics.Tests.CodeShape;

/// <summary>The code of one method.</summary>
/// <param name="Name">With its type, their type arguments and its parameters.</param>
/// <param name="InnermostLoops">Blocks that jump back to their beginning and hold no smaller such block.</param>
internal sealed partial record MethodListing(string Name, IReadOnlyList<InnerLoop> InnermostLoops)
{
    /// <summary>The loops with the most fused multiply-adds: more than one where a loop was duplicated for a condition.</summary>
    public IReadOnlyList<InnerLoop> MainLoops
    {
        get
        {
            int most = InnermostLoops.Max(loop => loop.Addends.Count);
            return [.. InnermostLoops.Where(loop => loop.Addends.Count == most)];
        }
    }

    public static MethodListing Parse(string text)
    {
        string[] lines = text.Split('\n');
        Dictionary<string, int> labels = [];
        List<(int First, int Last)> loops = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (Label().Match(lines[i]) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = i;
            }
            else if (Jump().Match(lines[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int target))
            {
                loops.Add((target, i));
            }
        }

        IEnumerable<(int First, int Last)> innermost =
            loops.Where(loop => !loops.Any(other => other != loop && loop.First <= other.First && other.Last <= loop.Last));
        return new(lines[0].Trim(), [.. innermost.Select(loop => new InnerLoop(lines[loop.First..(loop.Last + 1)]))]);
    }

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+j\w+\s+(?:SHORT )?(G_M\w+)")]
    private static partial Regex Jump();
}
