using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Training;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>A chip of an ensemble has the noise that it has in the layout of one chip: the same bits, wherever it stands and at every width.</summary>
public class EnsembleNoiseTests
{
    private const int Steps = 11;
    private const int Sample = 6;
    private const long FirstStep = 3;
    private const double Step = 0.25;
    private static readonly NoiseKey Key = new(12, 40, StreamPurpose.ThermalNoise);

    public static TheoryData<VectorWidth, bool, int> Cases()
    {
        var cases = new TheoryData<VectorWidth, bool, int>();
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            cases.Add(width, false, 0);
            cases.Add(width, true, 50);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_chip_has_the_noise_of_the_one_chip_layout(VectorWidth width, bool averages, int firstNode)
    {
        foreach (int neurons in new[] { 3, 37, 90 })
        {
            foreach (Neuron neuron in new[] { Neuron.Tanh, Neuron.Rail })
            {
                Compare<float>(width, averages, firstNode, neurons, neuron);
                Compare<double>(width, averages, firstNode, neurons, neuron);
            }
        }
    }

    [Fact]
    public void Named_chips_keep_their_noise_in_any_order()
    {
        DrawnChip chip = new(1, 9);
        int[] numbers = [7, 3, 900_000, 3, 41, 40, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
        using var ensemble = Ensemble<float>([.. numbers.Select(_ => chip)], VectorWidthSelection.Widest, averages: true, firstNode: 0, Neuron.Tanh);
        ensemble.Relaxation.Noise!.Name(numbers);
        ensemble.Run(Steps, threads: 2);
        Assert.Equal(ensemble.States(1), ensemble.States(3));
        Assert.NotEqual(ensemble.States(0), ensemble.States(1));
        for (int item = 0; item < numbers.Length; item++)
        {
            Assert.Equal(Alone<float>(chip, numbers[item], averages: true, firstNode: 0, Neuron.Tanh), ensemble.States(item));
        }
    }

    [Fact]
    public void Chips_with_seeds_of_their_own_have_the_noise_of_their_seed()
    {
        DrawnChip chip = new(1, 9);
        int[] numbers = [40, 40, 3, 40, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 40], seeds = [12, -5, 12, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -5];
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            using var ensemble = Ensemble<float>([.. numbers.Select(_ => chip)], width, averages: false, firstNode: 0, Neuron.Tanh);
            ensemble.Relaxation.Noise!.Name(numbers, seeds);
            ensemble.Run(Steps, threads: 2);
            Assert.Equal(Alone<float>(chip, 40, averages: false, firstNode: 0, Neuron.Tanh), ensemble.States(0));
            Assert.Equal(ensemble.States(0), ensemble.States(3));
            Assert.NotEqual(ensemble.States(0), ensemble.States(1));
            Assert.Equal(ensemble.States(1), ensemble.States(16));
            using var other = Ensemble<float>([chip], width, averages: false, firstNode: 0, Neuron.Tanh);
            other.Relaxation.Noise = new(NoiseKernels<float>.For(width), new NoiseKey(-5, 40, StreamPurpose.ThermalNoise)) { FirstStep = FirstStep, Sample = Sample };
            other.Run(Steps, threads: 1);
            Assert.Equal(other.States(0), ensemble.States(1));
        }
    }

    [Fact]
    public void Phases_count_on_and_taking_noise_away_leaves_none()
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 5).Select(seed => new DrawnChip(seed, 9))];
        using var whole = Ensemble<float>(chips, VectorWidthSelection.Widest, true, 0, Neuron.Tanh);
        using var parts = Ensemble<float>(chips, VectorWidthSelection.Widest, true, 0, Neuron.Tanh);
        whole.Run(Steps);
        parts.Run(4);
        parts.Relaxation.Noise!.FirstStep += 4;
        parts.Run(Steps - 4);
        Assert.Equal(whole.States(3), parts.States(3));
        using var quiet = new TestEnsemble<float>(chips, EnsembleMethod.Euler, Step);
        whole.Relaxation.Noise = null;
        float[] states = new float[9];
        for (int chip = 0; chip < chips.Length; chip++)
        {
            quiet.Relaxation.ReadStates(0, chip, states);
            whole.Relaxation.WriteStates(0, chip, states);
        }

        whole.Relaxation.AdmitStates(chips.Length);
        whole.Run(3);
        quiet.Run(3);
        Assert.Equal(quiet.States(4), whole.States(4));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 20).Select(seed => new DrawnChip(seed, 4))];
        using var fixedSteps = new TestEnsemble<float>(chips, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), Step);
        fixedSteps.Relaxation.Noise = new(NoiseKernels<float>.For(VectorWidthSelection.Widest), Key);
        Assert.Throws<InvalidOperationException>(() => fixedSteps.Run(1));
        using var few = Ensemble<float>(chips, VectorWidthSelection.Widest, false, 0, Neuron.Tanh);
        few.Relaxation.Noise!.Name([1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() => few.Run(1));
        few.Relaxation.Run(3, 1, null, 1);
        Assert.Throws<InvalidOperationException>(() => few.Run(1));
        if (VectorWidthSelection.Widest != VectorWidth.Scalar)
        {
            few.Relaxation.Noise = new(NoiseKernels<float>.For(VectorWidth.Scalar), Key);
            Assert.Throws<InvalidOperationException>(() => few.Run(1));
        }
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 20).Select(seed => new DrawnChip(seed, 9))];
        using var ensemble = Ensemble<float>(chips, VectorWidthSelection.Widest, averages: true, 0, Neuron.Tanh);
        ensemble.Run(2);
        Assert.Equal(Allocations.Of(() => ensemble.Run(2)), Allocations.Of(() => ensemble.Run(100)));
    }

    private static void Compare<T>(VectorWidth width, bool averages, int firstNode, int neurons, Neuron neuron)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 18).Select(seed => new DrawnChip(seed, neurons))];
        using var ensemble = Ensemble<T>(chips, width, averages, firstNode, neuron);
        ensemble.Run(Steps);
        for (int item = 0; item < chips.Length; item++)
        {
            Assert.Equal(Alone<T>(chips[item], Key.Chip + item, averages, firstNode, neuron), ensemble.States(item));
        }
    }

    private static TestEnsemble<T> Ensemble<T>(DrawnChip[] chips, VectorWidth width, bool averages, int firstNode, Neuron neuron)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var ensemble = new TestEnsemble<T>(chips, averages ? EnsembleMethod.AveragedEuler : EnsembleMethod.Euler, Step, width, neuron);
        ensemble.Group.AddNoise(firstNode);
        for (int c = 0; c < chips.Length; c++)
        {
            for (int i = 0; i < ensemble.Group.Size; i++)
            {
                ensemble.Group.NoiseAmplitude![i, c] = Amplitude<T>(chips[c], i);
            }
        }

        ensemble.Relaxation.Noise = new(NoiseKernels<T>.For(width), Key) { FirstStep = FirstStep, Sample = Sample };
        return ensemble;
    }

    private static T Amplitude<T>(DrawnChip chip, int i)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => T.CreateTruncating(0.1 / chip.TimeConstants[i]);

    private static T[] Alone<T>(DrawnChip chip, int number, bool averages, int firstNode, Neuron neuron)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var group = new StateGroup<T>(1, chip.Neurons, outputIsState: neuron == Neuron.Rail);
        using var weights = new BatchMatrix<T>(chip.Neurons, chip.Neurons);
        group.Incoming.Add(new(group, weights, IsTransposed: false));
        group.AddNoise(firstNode);
        for (int i = 0; i < chip.Neurons; i++)
        {
            for (int j = 0; j < chip.Neurons; j++)
            {
                weights.Row(j)[i] = T.CreateTruncating(chip.Weights[i, j]);
            }

            group.Drive.Row(0)[i] = T.CreateTruncating(chip.Biases[i]);
            group.Leak.Row(0)[i] = T.CreateTruncating(chip.Leaks[i]);
            group.Rate.Row(0)[i] = T.CreateTruncating(Step / chip.TimeConstants[i]);
            group.State(0).Row(0)[i] = T.CreateTruncating(chip.Start[i]);
            group.NoiseAmplitude!.Row(0)[i] = Amplitude<T>(chip, i);
        }

        var noise = new StepNoise<T>(NoiseKernels<T>.For(VectorWidth.Scalar), new(Key.Seed, number, Key.Purpose)) { FirstStep = FirstStep };
        noise.Name([Sample]);
        using var relaxation = new Relaxation<T>(
            [FragmentStepper<T>.Make(group, neuron, VectorWidth.Scalar)], averages ? RelaxationMethod.AveragedEuler : RelaxationMethod.Euler, 1)
        {
            Noise = noise,
        };
        relaxation.AdmitStates(1);
        relaxation.Run(1, Steps, null, 1);
        return group.State(0).Row(0).ToArray();
    }
}
