using System.Reflection;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Name and version of this program, for records.</summary>
internal static class ToolVersion
{
    private const int CommitDigits = 8;

    public static ToolRecord Record { get; } = new(Tool.Name, Shorten(
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"));

    // The build appends the whole commit; its first digits name it as well.
    private static string Shorten(string version)
    {
        int commit = version.IndexOf('+', StringComparison.Ordinal) + 1;
        return commit == 0 || version.Length <= commit + CommitDigits ? version : version[..(commit + CommitDigits)];
    }
}
