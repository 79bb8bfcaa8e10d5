using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

public class EnsembleDivergenceTests
{
    private const int Chips = 20;
    private const int Sick = 6;
    private const int Neurons = 5;

    public static TheoryData<int, double> Cases()
    {
        var cases = new TheoryData<int, double>();
        for (int method = 0; method < 3; method++)
        {
            cases.Add(method, double.NaN);
            cases.Add(method, double.PositiveInfinity);
            cases.Add(method, 1e3);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_chip_that_diverges_is_named_and_touches_no_other(int method, double weight)
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, Chips).Select(seed => new DrawnChip(seed, Neurons))];
        using var healthy = Ensemble(chips, method);
        using var mixed = Ensemble(chips, method);
        for (int i = 0; i < Neurons; i++)
        {
            mixed.Weights[i, i, Sick] = (float)weight;
        }

        RelaxationResult expected = healthy.Run(40), result = mixed.Run(40);
        Assert.Null(expected.Divergence);
        Divergence divergence = Assert.IsType<Divergence>(result.Divergence);
        Assert.Equal(Sick, divergence.Row);
        Assert.Equal(0, divergence.Group);
        Assert.Equal(result.Steps[Sick], divergence.Step);
        for (int chip = 0; chip < Chips; chip++)
        {
            Assert.Equal(chip == Sick, result.HasDiverged(chip));
            if (chip != Sick)
            {
                Assert.Equal(healthy.States(chip), mixed.States(chip));
                Assert.Equal(expected.Steps[chip], result.Steps[chip]);
                Assert.Equal(expected.LargestMove[chip], result.LargestMove[chip]);
            }
        }
    }

    [Fact]
    public void The_step_of_divergence_is_the_first_that_leaves_the_bound()
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 3).Select(seed => new DrawnChip(seed, 1, radius: 0))];
        using var ensemble = new TestEnsemble<double>(chips, EnsembleMethod.Euler, 1, neuron: Neuron.Linear);
        ensemble.Group.Drive[0, 1] = 0;
        ensemble.Group.Leak[0, 1] = -9;
        ensemble.Group.Rate[0, 1] = 1;
        ensemble.Group.State[0, 1] = 1;
        ensemble.Relaxation.AdmitStates(3);
        RelaxationResult result = ensemble.Run(20);

        // x grows tenfold a step from 1: the moves are 9, 90, ... and 90,000 is the first above 10,000.
        Assert.Equal(new Divergence(5, 0, 1), result.Divergence);
    }

    private static TestEnsemble<float> Ensemble(DrawnChip[] chips, int method) => new(
        chips,
        method switch
        {
            0 => EnsembleMethod.Euler,
            1 => EnsembleMethod.Fixed(RungeKuttaTableau.Classical4),
            _ => EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-4, 0)),
        },
        0.2,
        neuron: Neuron.Linear);
}
