using System.Globalization;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>The processes of a Linux machine, as /proc shows them.</summary>
internal static class ProcessTable
{
    /// <summary>Processes whose environment holds all of some entries, such as NAME=value.</summary>
    public static int[] WithEnvironment(params string[] entries) =>
        [.. All().Where(process => EnvironmentOf(process) is { Length: > 0 } environment && entries.All(entry => environment.Contains(entry)))];

    /// <summary>The name of a process's program; empty where it is gone.</summary>
    public static string NameOf(int process) => Read(process, "comm").Trim();

    /// <summary>The parent of a process; 0 where it is gone.</summary>
    public static int ParentOf(int process) => Read(process, "status").Split('\n')
        .Where(line => line.StartsWith("PPid:", StringComparison.Ordinal))
        .Select(line => int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>An environment variable of a process; empty where it has none.</summary>
    public static string VariableOf(int process, string name) =>
        EnvironmentOf(process).Where(entry => entry.StartsWith(name + "=", StringComparison.Ordinal)).Select(entry => entry[(name.Length + 1)..]).FirstOrDefault("");

    /// <summary>The arguments of a process; none where it is gone.</summary>
    public static string[] ArgumentsOf(int process) => Read(process, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Ends a process as nothing can prevent.</summary>
    public static void Kill(int process) => RealProcess.Start("kill", Path.GetTempPath(), "-KILL", process.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<int> All() => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0);

    private static string[] EnvironmentOf(int process) => Read(process, "environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
