using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The commands that read, write and compare circuits.</summary>
public sealed class CircuitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Presets() => [.. PresetNames()];

    [Fact]
    public void A_valid_circuit_is_counted()
    {
        CommandResult text = InProcess.Run("validate", "xor");
        JsonNode json = JsonNode.Parse(InProcess.Run("validate", "xor", "--json").Out)!;

        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.StartsWith("ok: xor, nodes: 11 (inputs: 2, outputs: 1), synapses: 24\nhash: ", text.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((11, 24), ((int)json["nodes"]!, (int)json["synapses"]!));
        Assert.Equal(Load("xor").Hash, (string?)json["hash"]);
    }

    [Theory]
    [InlineData("recurrent-xor", 2 * 8 + 2 + 8 * 7 / 2 + 8)]
    [InlineData("elements-pair", 5)]
    public void Synapses_of_other_topologies_are_counted(string preset, int synapses) =>
        Assert.Contains($"synapses: {synapses}", InProcess.Run("validate", preset).Out, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_new_circuit_differs_from_its_preset_in_name_only(string preset)
    {
        string file = _folder.File("mine.json");

        Assert.Equal(ExitCode.Done, InProcess.Run("new", file, "--preset", preset).ExitCode);

        JsonNode difference = JsonNode.Parse(InProcess.Run("diff", file, preset, "--json").Out)!;
        Assert.Equal(["name"], difference["circuit"]!.AsArray().Select(field => (string)field!["path"]!));
        Assert.Contains("// Membrane capacitance C.", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_circuit_does_not_overwrite_a_file()
    {
        string file = _folder.Write("mine.json", "precious");
        CommandResult refused = InProcess.Run("new", file);
        CommandResult unwritable = InProcess.Run("new", Path.Combine(file, "inside.json"));

        Assert.Equal((ExitCode.InputOutput, ExitCode.InputOutput), (refused.ExitCode, unwritable.ExitCode));
        Assert.StartsWith("error file.exists: ", refused.Error, StringComparison.Ordinal);
        Assert.StartsWith("error file.write: ", unwritable.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(file));
    }

    [Fact]
    public void Differences_are_shown_field_by_field()
    {
        string file = _folder.Write("other.json", $$"""{ "extends": "{{RepositoryRoot.Combine("circuits", "presets", "xor.json").Replace('\\', '/')}}", "learning": { "beta": 0.25 } }""");

        CommandResult result = InProcess.Run("diff", "xor", file);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            """
            field                      left      right
            learning.beta              0.5       0.25
            learning.nudgeConductance  "500 nS"  "250 nS"

            """.ReplaceLineEndings(),
            result.Out);
    }

    [Fact]
    public void Equal_circuits_leave_standard_output_empty()
    {
        CommandResult result = InProcess.Run("diff", "xor", "xor");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Out));
        Assert.Contains("the same", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shown_preset_can_be_read_again_and_settings_apply()
    {
        string json = InProcess.Run("presets", "show", "xor", "--json", "--seed", "7").Out;
        CommandResult text = InProcess.Run("presets", "show", "xor");

        ResolvedCircuit circuit = CircuitLoader.Parse(json, "shown.json");
        Assert.Equal(7, circuit.Description.Learning!.Seed);
        Assert.Contains($"hash: {Load("xor").Hash}", text.Out, StringComparison.Ordinal);
        Assert.Contains("nudging strength  beta = 0.5      500 nS", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void All_presets_are_listed()
    {
        JsonNode list = JsonNode.Parse(InProcess.Run("presets", "list", "--json").Out)!;

        Assert.Equal(PresetNames(), list["presets"]!.AsArray().Select(preset => (string)preset!["name"]!));
    }

    [Fact]
    public void Away_from_the_repository_the_presets_beside_the_program_are_found()
    {
        CommandResult result = RealProcess.Start(RealProcess.Program, _folder.Path, "validate", "xor");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("ok: xor", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_folder_of_presets_wins_and_a_file_wins_over_a_preset()
    {
        Directory.CreateDirectory(_folder.File("circuits/presets"));
        Directory.CreateDirectory(_folder.File("deep/inside"));
        string mine = _folder.File("circuits/presets/mine.json");
        InProcess.Run("new", mine, "--preset", "xor");

        CommandResult found = InProcess.Run(host => host with { CurrentFolder = _folder.File("deep/inside") }, "validate", "mine");
        CommandResult hidden = InProcess.Run(host => host with { CurrentFolder = _folder.File("deep/inside") }, "validate", "xor");

        Assert.StartsWith("ok: mine", found.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, hidden.ExitCode);
        File.Copy(mine, _folder.File("xor"));
        Assert.StartsWith("ok: mine", RealProcess.Start(RealProcess.Program, _folder.Path, "validate", "xor").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_that_of_the_repository()
    {
        string committed = File.ReadAllText(RepositoryRoot.Combine("circuits", "schema", "circuit.schema.json"));

        Assert.Equal(committed, InProcess.Run("schema").Out);
    }

    private static IEnumerable<string> PresetNames() => Directory
        .EnumerateFiles(RepositoryRoot.Combine("circuits", "presets"))
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    private static ResolvedCircuit Load(string preset) => CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", $"{preset}.json"));
}
