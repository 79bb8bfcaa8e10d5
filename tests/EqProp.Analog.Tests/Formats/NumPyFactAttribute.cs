using System.Diagnostics;

namespace EqProp.Analog.Tests.Formats;

/// <summary>A test that needs a Python with NumPy; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NumPyFactAttribute : FactAttribute
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<bool> Present = new(() => File.Exists(Interpreter) && Run("import numpy").Code == 0);

    public NumPyFactAttribute()
    {
        if (!Present.Value)
        {
            Skip = $"{Interpreter} with NumPy is not installed";
        }
    }

    public static (int Code, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("Python did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim() + errors.Result);
    }
}
