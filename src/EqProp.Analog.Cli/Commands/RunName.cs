namespace EqProp.Analog.Cli.Commands;

/// <summary>A circuit's name as part of a folder name.</summary>
internal static class RunName
{
    public static string Of(string circuit)
    {
        string name = string.Concat(circuit.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('-', '.');
        return name.Length == 0 ? "run" : name;
    }
}
