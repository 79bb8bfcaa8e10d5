using Xunit;

namespace EqProp.Analog.TestKit;

/// <summary>A theory that runs ngspice; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NgspiceTheoryAttribute : TheoryAttribute
{
    public NgspiceTheoryAttribute() => Skip = Reason;

    /// <summary>Why such tests are skipped; null where ngspice is there.</summary>
    public static string? Reason { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ngspice")))
            ? null
            : "ngspice is in no folder of PATH (apt install ngspice).";
}
