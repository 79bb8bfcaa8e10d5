namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>A test on a real Slurm; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = Reason;

    /// <summary>Why such tests are skipped; null where Slurm is there.</summary>
    public static string? Reason { get; } =
        new[] { "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel" }.FirstOrDefault(program => Find(program) is null) is { } missing
            ? $"{missing} is in no folder of PATH (apt install slurm-wlm)."
            : null;

    /// <summary>Full path of a program; null where there is none. Daemons lie in sbin, which is not in the PATH of every user.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/usr/local/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
