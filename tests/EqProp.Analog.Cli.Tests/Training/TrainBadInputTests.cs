using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Training;

/// <summary>What the built program says to train and evaluate when something is wrong, and that it leaves what was there.</summary>
public sealed class TrainBadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ \"learning\": ", "json.malformed", "wrong.json", "(1,")]
    [InlineData("{ \"learning\": { \"bta\": 0.5 } }", "key.unknown", "wrong.json", "learning.bta", "Did you mean 'beta'?")]
    [InlineData(Neuron + "\"10 kOhm\" } } }", "unit.dimension", "wrong.json", "circuit.neurons.membraneCapacitance", "10 kOhm", "a capacitance (F) is expected")]
    [InlineData(Neuron + "\"-1 pF\" } } }", "number.positive", "wrong.json", "circuit.neurons.membraneCapacitance")]
    [InlineData(Neuron + "\"NaN F\" } } }", "number.notFinite", "wrong.json", "circuit.neurons.membraneCapacitance")]
    [InlineData("{ \"learning\": { \"beta\": \"NaN\" } }", "type.wrong", "wrong.json", "learning.beta")]
    public void A_wrong_circuit_file_is_explained(string text, string code, params string[] named)
    {
        string preset = JsonValue.Create(RepositoryRoot.Combine("circuits", "presets", "xor.json")).ToJsonString();
        string file = _folder.Write("wrong.json", text.EndsWith('}') ? text.Insert(1, $"\"extends\": {preset}, ") : text);

        AssertRefused(ExitCode.BadInput, code, named, "train", file, "--out", Run);
    }

    [Theory]
    [InlineData("circuit.topology.layers=[3,8,1]", "topology.inputs", "circuit.topology", "3 inputs", "an example has 2", "layers[0]")]
    [InlineData("circuit.topology.layers=[2,8,3]", "topology.outputs", "circuit.topology", "3 output neurons", "2 classes", "Use 2 outputs, or 1")]
    [InlineData("learning.dataset.name=xorr", "dataset.unknown", "learning.dataset.name", "xorr", "Did you mean 'xor'?")]
    [InlineData("learning.beta=1.5", "nudge.negativeResistor", "learning.beta", "1.5", "hold against 1", "negative resistor")]
    [InlineData("learning.estimator=negative learning.beta=1.5", "nudge.negativeResistor", "learning.beta", "negative resistor")]
    [InlineData("learning.dataset.trainExamples=5", "dataset.count", "learning.dataset.trainExamples", "5 asked for", "1 to 4")]
    [InlineData("learning.rates=[1,2,3]", "list.length", "learning.rates", "3 numbers are given", "1 or 2")]
    public void A_wrong_setting_is_explained(string settings, string code, params string[] named) => AssertRefused(
        ExitCode.BadInput, code, named,
        ["train", "xor", "--out", Run, .. settings.Split(' ').SelectMany(setting => new[] { "--set", setting })]);

    [Theory]
    [InlineData("truncated", "idx.", ExitCode.BadInput, "train-images-idx3-ubyte", "bytes")]
    [InlineData("magic", "idx.magic", ExitCode.BadInput, "train-images-idx3-ubyte", "2051")]
    [InlineData("labels", "idx.count", ExitCode.BadInput, "train-images-idx3-ubyte", "6 pictures", "5 labels")]
    [InlineData("missing file", "dataset.missing", ExitCode.InputOutput, "train-images-idx3-ubyte")]
    [InlineData("missing folder", "dataset.missing", ExitCode.InputOutput, "nowhere", "There is no such folder")]
    public void Data_files_that_are_wrong_are_explained(string damage, string code, int exitCode, params string[] named)
    {
        string data = Directory.CreateDirectory(_folder.File("data")).FullName;
        TinyIdx.WriteAll(data, train: 6, test: 3);
        string images = Path.Combine(data, "train-images-idx3-ubyte");
        byte[] content = File.ReadAllBytes(images);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(images, content[..^5]);
                break;
            case "magic":
                content[3] = 0x0d;
                File.WriteAllBytes(images, content);
                break;
            case "labels":
                TinyIdx.WriteLabels(Path.Combine(data, "train-labels-idx1-ubyte"), 5);
                break;
            case "missing file":
                File.Delete(images);
                break;
            default:
                data = _folder.File("nowhere");
                break;
        }

        AssertRefused(
            exitCode, code, named,
            "train", "mnist-leaky-500", "--out", Run, "--data", data, "--set", "circuit.topology.layers=[16,4,10]",
            "--set", "learning.dataset.validationExamples=0");
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    public void Dynamics_that_run_away_say_when_where_and_what_to_change(string activation)
    {
        CommandResult result = RealProcess.Run(
            "train", "xor", "--out", Run, "--quiet", "--set", $"circuit.neurons.activation.kind={activation}", "--set", "circuit.coupling.weightRange=[-100,100]",
            "--set", "learning.initialization.weightScale=[40]", "--set", "learning.freePhase.steps=4000", "--set", "learning.beta=0.1");

        Assert.Equal(ExitCode.Diverged, result.ExitCode);
        Assert.Matches(@"^error dynamics\.diverged: .*\n  The dynamics diverged at step \d+ \([^ ]+ us\) at node '(hidden 1|output)\[\d+\]'", result.Error);
        Assert.Contains("weightRange", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Diverged, RunFolder.Open(Run).ReadRecord().Status);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        string inside = Path.Combine(_folder.Write("file", "no folder"), "run");

        AssertRefused(ExitCode.InputOutput, "file.write", [inside], "train", "xor", "--out", inside);
        Assert.Equal("no folder", File.ReadAllText(_folder.File("file")));
    }

    [Fact]
    public void Another_circuit_is_not_resumed()
    {
        SmallRun.MakeInterrupted(Run, epochs: 2);

        AssertRefused(
            ExitCode.BadInput, "checkpoint.circuit", [RunFolder.CheckpointFileName, "belongs to the circuit"],
            "train", "--resume", Run, "--set", "learning.beta=0.25");
    }

    [Fact]
    public void A_damaged_checkpoint_is_not_resumed()
    {
        SmallRun.MakeInterrupted(Run, epochs: 2);
        string checkpoint = Path.Combine(Run, RunFolder.CheckpointFileName);
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..^100]);

        AssertRefused(ExitCode.BadInput, "checkpoint.damaged", [checkpoint, "cut short"], "train", "--resume", Run);
    }

    [Fact]
    public void A_resumed_run_stays_in_its_folder() => AssertRefused(
        ExitCode.BadInput, "resume.out", ["--out", "its own folder"], "train", "--resume", Run, "--out", Run + "-elsewhere");

    [Fact]
    public void A_folder_without_a_run_is_not_resumed() =>
        AssertRefused(ExitCode.InputOutput, "run.missing", [Run, "There is no such folder"], "train", "--resume", Run);

    [Fact]
    public void A_folder_that_holds_a_run_is_not_overwritten()
    {
        SmallRun.MakeInterrupted(Run, epochs: 2);

        AssertRefused(ExitCode.InputOutput, "run.exists", [Run], "train", "xor", "--out", Run);
    }

    [Fact]
    public void Weights_of_another_shape_are_explained()
    {
        SmallRun.MakeInterrupted(Run, epochs: 2);
        string weights = Path.Combine(Run, RunFolder.WeightsFile);

        AssertRefused(
            ExitCode.BadInput, "weights.shape", [weights, "'W0' has shape (256, 16)", "needs (2, 8)", "'b2' has shape (10,)"],
            "evaluate", "xor", "--weights", weights);
        AssertRefused(ExitCode.BadInput, "weights.missing", ["--weights"], "evaluate", "xor");
        AssertRefused(ExitCode.InputOutput, "file.read", ["nothing.npz"], "evaluate", "xor", "--weights", _folder.File("nothing.npz"));
        AssertRefused(ExitCode.BadInput, "npz.format", ["text.npz"], "evaluate", "xor", "--weights", _folder.Write("text.npz", "text"));
    }

    [UnixFact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_old_one()
    {
        SmallRun.MakeInterrupted(Run, epochs: 3);
        string checkpoint = Path.Combine(Run, RunFolder.CheckpointFileName);
        string before = SmallRun.Snapshot(Run)[RunFolder.CheckpointFileName];
        long kibibytes = new FileInfo(checkpoint).Length / 1024;

        // The limit on the size of a file stands in for a full disk; memory that the runtime maps from a file is under it too.
        CommandResult result = RealProcess.Start(
            "bash", _folder.Path, "-c",
            $"trap '' XFSZ; ulimit -f {kibibytes}; DOTNET_EnableWriteXorExecute=0 exec \"$0\" train --resume \"$1\" --quiet", RealProcess.Program, Run);

        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.Matches($"^error file\\.(write|disk-full): {checkpoint}\n", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        SortedDictionary<string, string> after = SmallRun.Snapshot(Run);
        Assert.Equal(before, after[RunFolder.CheckpointFileName]);
        Assert.DoesNotContain(after.Keys, file => file.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, RealProcess.Run("train", "--resume", Run, "--quiet").ExitCode);
    }

    private const string Neuron = "{ \"circuit\": { \"neurons\": { \"membraneCapacitance\": ";

    private void AssertRefused(int exitCode, string code, string[] named, params string[] arguments)
    {
        SortedDictionary<string, string>? before = Directory.Exists(Run) ? SmallRun.Snapshot(Run) : null;
        CommandResult result = RealProcess.Run([.. arguments, "--quiet"]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.StartsWith($"error {code}", result.Error, StringComparison.Ordinal);
        Assert.All(named, name => Assert.Contains(name, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.Exists(Run) ? SmallRun.Snapshot(Run) : null);
    }
}
