using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary><c>eqprop info</c>, and the override of the vector width that it reports.</summary>
public sealed class InfoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_widest_accelerated_width_is_used_unless_asked()
    {
        JsonNode info = JsonNode.Parse(Asking(null, "info", "--json").Out)!;

        Assert.Equal(VectorWidthSelection.Name(VectorWidthSelection.Widest), (string?)info["vectorWidth"]);
        Assert.Contains("widest", (string?)info["reason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalar", "scalar")]
    [InlineData("512-software", "512")]
    public void A_width_that_is_asked_for_is_used(string asked, string used)
    {
        Assert.Equal(used, (string?)JsonNode.Parse(Asking(asked, "info", "--json").Out)!["vectorWidth"]);

        string run = _folder.File(asked);
        CommandResult trained = Asking(asked, "train", "xor", "--set", "learning.epochs=3", "--out", run, "--json");
        Assert.Equal(used == "scalar" ? 0 : 512, (int)JsonNode.Parse(trained.Out)!["environment"]!["vectorWidth"]!);
    }

    [Theory]
    [InlineData("1024", "no vector width")]
    [InlineData("avx2", "no vector width")]
    public void Another_width_is_refused(string asked, string expected)
    {
        CommandResult result = Asking(asked, "train", "xor", "--out", _folder.File("run"));

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(VectorWidthSelection.Variable, result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public void A_width_that_the_processor_lacks_is_refused_and_never_replaced()
    {
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            string asked = VectorWidthSelection.Name(width);
            if (VectorWidthSelection.IsAccelerated(width))
            {
                Assert.Equal(width, VectorWidthSelection.Choose(asked).Width);
            }
            else
            {
                Assert.Throws<ArgumentException>(() => VectorWidthSelection.Choose(asked));
            }
        }
    }

    private static CommandResult Asking(string? width, params string[] arguments) => InProcess.Run(
        host => host with { Variable = name => name == VectorWidthSelection.Variable ? width : host.Variable(name) }, arguments);
}
