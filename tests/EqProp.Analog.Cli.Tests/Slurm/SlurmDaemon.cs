using System.Diagnostics;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>A daemon of Slurm, run as a child of the tests.</summary>
internal sealed class SlurmDaemon : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    public SlurmDaemon(string program, string configuration, params string[] arguments)
    {
        ProcessStartInfo start = new(SlurmFactAttribute.Find(program)!, ["-D", "-f", configuration, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(configuration)!,
        };
        start.Environment["SLURM_CONF"] = configuration;
        _process = Process.Start(start)!;
        // Everything it says is in its log file; the pipes must not fill.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it still runs.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>Ends it.</summary>
    /// <param name="signal">TERM, or KILL as a machine that loses power.</param>
    public void Stop(string signal)
    {
        if (Runs)
        {
            RealProcess.Start("kill", Path.GetTempPath(), $"-{signal}", $"{Id}");
            Assert.True(_process.WaitForExit(Patience), $"The daemon {Id} does not end.");
        }
    }

    public void Dispose()
    {
        if (Runs)
        {
            RealProcess.Start("kill", Path.GetTempPath(), "-TERM", $"{Id}");
            if (!_process.WaitForExit(Patience))
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
    }
}
