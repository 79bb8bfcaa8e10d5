using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Tests.Slurm;
using EqProp.Analog.Cli.Tests.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Local studies whose process is killed, as by a power cut.</summary>
public sealed class StudyKillTests : IDisposable
{
    private const int Kills = 20;
    private const int Seed = 20261124;
    private const int ChipsAShard = 192;
    private const int Chips = 3 * ChipsAShard;
    private const string Size = "samples.dies=192";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_study_that_is_killed_at_any_moment_loses_no_finished_chip_and_ends_with_the_same_table()
    {
        string undisturbed = _folder.File("undisturbed"), killed = _folder.File("killed");
        Done(RealProcess.Run("study", "run", "xor-quick", "--set", Size, "--out", undisturbed, "--quiet"));
        Done(RealProcess.Run("study", "plan", "xor-quick", "--set", Size, "--out", killed, "--shards", "3", "--quiet"));

        // Every other one from before the program has started to do anything; the others once it has kept something more, and is at work again.
        var random = new Random(Seed);
        List<int> progress = [0];
        for (int kill = 0; kill < Kills; kill++)
        {
            using var program = new RunningProgram("study", "resume", killed, "--threads", "1", "--quiet");
            if (kill % 2 == 1)
            {
                Deadline.WaitFor(60, "a packet that is kept", () => Finished(killed) is Chips || Finished(killed) > progress[^1]);
            }

            program.WaitAtMost(TimeSpan.FromMilliseconds(random.Next(0, 500)));
            program.Signal("KILL");
            program.Finish();
            progress.Add(Finished(killed));
        }

        string seen = $"chips that were finished after each kill, seed {Seed}: {string.Join(" ", progress)}";
        Assert.True(progress.Zip(progress.Skip(1)).All(pair => pair.Second >= pair.First), seen);
        Assert.True(progress.Exists(chips => chips % ChipsAShard != 0), seen);

        Done(RealProcess.Run("study", "resume", killed, "--quiet"));
        foreach (string table in (string[])["table.csv", "table.parquet"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(undisturbed, table)), File.ReadAllBytes(Path.Combine(killed, table)));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static int Finished(string folder) =>
        (int)JsonNode.Parse(InProcess.Run("study", "status", folder, "--json", "--quiet").Out)!["trialsDone"]!;

    private static void Done(CommandResult result) => Assert.True(result.ExitCode == ExitCode.Done, result.Error);
}
