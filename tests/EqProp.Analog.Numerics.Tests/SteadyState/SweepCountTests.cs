using System.Collections.Concurrent;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>
/// Sweeps from states of zero until outputs are within 1e-3 and 1e-6 of a known rest, against the counts of our study of solvers
/// on networks built the same way, with a fifth to spare since the networks are not the same.
/// </summary>
public class SweepCountTests
{
    private const double Spare = 1.2;

    private static readonly ConcurrentDictionary<(int Layers, bool Rails, double Contraction, bool PowerLaw), KnownNetwork> Networks = new();

    [Theory]
    [InlineData(1, true, 0.9, false, 15, 23)]
    [InlineData(1, false, 0.9, false, 14, 24)]
    [InlineData(3, true, 0.9, false, 15, 24)]
    [InlineData(3, false, 0.9, false, 15, 24)]
    [InlineData(3, true, 0.98, false, 29, 87)]
    [InlineData(3, false, 0.98, false, 30, 51)]
    [InlineData(3, false, 0.98, true, 31, 89)]
    public void Red_black_sweeps(int layers, bool rails, double contraction, bool powerLaw, int coarse, int fine)
    {
        KnownNetwork network = Network(layers, rails, contraction, powerLaw);
        Check(network, new(), coarse, fine);

        // An estimated factor is not quite as good to 1e-3: two sweeps more than a fifth on the smallest network.
        Check(network, new() { Method = SteadyStateMethod.RedBlackOverRelaxation }, coarse + 2, fine);
    }

    [Theory]
    [InlineData(1, true, 0.9, false, 37, 33)]
    [InlineData(1, false, 0.9, false, 32, 29)]
    [InlineData(3, true, 0.9, false, 54, 41)]
    [InlineData(3, false, 0.9, false, 53, 38)]
    [InlineData(3, true, 0.98, false, 163, 90)]
    [InlineData(3, false, 0.98, false, 183, 103)]
    [InlineData(3, false, 0.98, true, 86, 39)]
    public void Anderson_with_five_and_ten_sweeps_of_history(int layers, bool rails, double contraction, bool powerLaw, int fineOfFive, int fineOfTen)
    {
        KnownNetwork network = Network(layers, rails, contraction, powerLaw);
        Check(network, new() { Method = SteadyStateMethod.Anderson }, fineOfFive, fineOfFive);
        Check(network, new() { Method = SteadyStateMethod.Anderson, History = 10 }, fineOfTen, fineOfTen);
    }

    /// <summary>The states' true error is what was asked for, and the sweeps are few more than an oracle would allow.</summary>
    [Theory]
    [InlineData(1, true, 0.9)]
    [InlineData(1, false, 0.9)]
    [InlineData(3, true, 0.9)]
    [InlineData(3, false, 0.9)]
    [InlineData(3, true, 0.98)]
    [InlineData(3, false, 0.98)]
    public void An_example_stops_where_its_states_are_as_near_as_asked_for(int layers, bool rails, double contraction)
    {
        foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
        {
            using KnownGroups<double> groups = Groups(Network(layers, rails, contraction, powerLaw: false), new() { Method = method });
            foreach (double tolerance in new[] { 1e-2, 1e-3, 1e-5 })
            {
                SteadyStateResult result = groups.Run(1, 500, tolerance);
                double error = groups.StateError(0);
                string what = $"{method} to {tolerance}: {result.Steps[0]} sweeps, true error {error:E1}, estimated {result.Error[0]:E1}";
                Assert.True(result.IsSettled(0), what);
                Assert.True(error <= tolerance, what);
                int enough = result.Steps[0] * 2 / 3 - 4;
                groups.Run(1, enough, tolerance: null);
                Assert.True(groups.StateError(0) > tolerance, $"{what}; {enough} sweeps were enough: {groups.StateError(0):E1}");
            }
        }
    }

    private static KnownNetwork Network(int layers, bool rails, double contraction, bool powerLaw) => Networks.GetOrAdd(
        (layers, rails, contraction, powerLaw), key => new([.. Enumerable.Repeat(500, key.Layers), 10], key.Rails, key.Contraction, seed: 1, key.PowerLaw));

    private static KnownGroups<double> Groups(KnownNetwork network, SteadyStateOptions options) =>
        new(network, 1, group => NodeStepper<double>.Make(group, network.Rails ? Node.Rail : Node.Tanh, VectorWidthSelection.Widest), options);

    private static void Check(KnownNetwork network, SteadyStateOptions options, int coarse, int fine)
    {
        using KnownGroups<double> groups = Groups(network, options);
        int mostCoarse = (int)(Spare * coarse), mostFine = (int)(Spare * fine);
        int toCoarse = groups.SweepsTo(1e-3, 2 * mostCoarse), toFine = groups.SweepsTo(1e-6, 2 * mostFine);
        string what = $"{options.Method} {options.History}: {toCoarse} and {toFine} sweeps, {mostCoarse} and {mostFine} allowed";
        Assert.True(toCoarse > 0 && toCoarse <= mostCoarse, what);
        Assert.True(toFine > 0 && toFine <= mostFine, what);
    }
}
