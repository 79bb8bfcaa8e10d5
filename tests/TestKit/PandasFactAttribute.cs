using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace EqProp.Analog.TestKit;

/// <summary>A test that reads with pandas; skipped, with the reason, where Python does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PandasFactAttribute : FactAttribute
{
    public PandasFactAttribute() => Skip = Python == null ? "pandas is not installed (Debian: python3-pandas)." : null;

    /// <summary>A Python with pandas; null where there is none.</summary>
    public static string? Python { get; } = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(HasPandas);

    private static bool HasPandas(string python)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", "import pandas"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
