using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Formats;

public class WeightFileTests
{
    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Parameters_come_back_exactly(int seed)
    {
        using var folder = new TemporaryFolder();
        NetworkParameters parameters = SmallNetwork.Parameters(seed);
        WeightFile.Write(folder.File("w.npz"), SmallNetwork.Layout, parameters);
        SmallNetwork.AssertSame(parameters, WeightFile.Read(folder.File("w.npz"), SmallNetwork.Layout));
    }

    [Fact]
    public void Matrices_are_source_by_target()
    {
        using var folder = new TemporaryFolder();
        WeightFile.Write(folder.File("w.npz"), SmallNetwork.Layout, SmallNetwork.Parameters(1));
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(folder.File("w.npz"));
        Assert.Equal(["W0", "W1", "b1", "b2", "readout_W", "readout_b"], arrays.Keys);
        Assert.Equal([3, 4], arrays["W0"].Shape);
        Assert.Equal([2, 5], arrays["readout_W"].Shape);
        Assert.Equal([5], arrays["readout_b"].Shape);
    }

    [Fact]
    public void Everything_wrong_is_named_at_once()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w.npz");
        NpzFile.Write(path,
        [
            ("W0", new NpyArray([4, 3], new double[12])),
            ("W1", new NpyArray([4, 2], [0, 0, 0, double.NaN, 0, 0, 0, 0])),
            ("b1", new NpyArray([4], new double[4])),
            ("b2", new NpyArray([2], new double[2])),
            ("readout_W", new NpyArray([2, 5], new double[10])),
            ("W7", new NpyArray([1], [1])),
        ]);
        InputException failure = Assert.Throws<InputException>(() => WeightFile.Read(path, SmallNetwork.Layout));
        Assert.Equal(["weights.shape", "weights.finite", "weights.missing", "weights.unknown"], failure.Violations.Select(v => v.Code));
        Assert.Contains("'W0' has shape (4, 3); this circuit needs (3, 4)", failure.Message);
        Assert.Contains("'W1' (4, 2) holds NaN at flat index 3", failure.Message);
        Assert.Contains("'readout_b' (5,) is missing", failure.Message);
        Assert.Contains("'W7'", failure.Message);
    }

    [Theory]
    [InlineData(0.5, 0, 0.25, "weights.symmetric")]
    [InlineData(0.5, 0.1, 0.5, "weights.absent")]
    public void A_reciprocal_synapse_within_a_group_has_one_weight(double forward, double diagonal, double backward, string code)
    {
        using var folder = new TemporaryFolder();
        NetworkLayout layout = SmallNetwork.Layout with
        {
            Couplings = [new Coupling { Source = 1, Target = 1, Kind = EdgeKind.Reciprocal }],
        };
        var parameters = new NetworkParameters(layout);
        (parameters.Weights[0][1], parameters.Weights[0][0], parameters.Weights[0][4]) = (forward, diagonal, backward);
        WeightFile.Write(folder.File("w.npz"), layout, parameters);
        InputException failure = Assert.Throws<InputException>(() => WeightFile.Read(folder.File("w.npz"), layout));
        Assert.Equal(code, failure.Violations.Single().Code);
    }
}
