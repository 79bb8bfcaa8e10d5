namespace EqProp.Analog.Circuits;

/// <summary>
/// Collects what is wrong with one description. A finding of a later stage is left out where an earlier stage already
/// complained about the same field, its block or its parts: it would only be a consequence.
/// </summary>
internal sealed class Findings
{
    private readonly List<Violation> _settled = [];
    private readonly List<Violation> _stage = [];

    /// <summary>Everything kept so far; the path of each is the JSON path alone.</summary>
    public IReadOnlyList<Violation> All => [.. _settled, .. _stage];

    /// <summary>Adds a finding of the present stage.</summary>
    public void Add(string code, string path, string message, string remedy)
    {
        if (!_settled.Any(earlier => Within(earlier.Path, path) || Within(path, earlier.Path)))
        {
            _stage.Add(new Violation(code, path, message, remedy));
        }
    }

    /// <summary>Starts the next stage.</summary>
    public void NextStage()
    {
        _settled.AddRange(_stage);
        _stage.Clear();
    }

    private static bool Within(string block, string path) =>
        path.StartsWith(block, StringComparison.Ordinal)
        && (path.Length == block.Length || path[block.Length] is '.' or '[');
}
