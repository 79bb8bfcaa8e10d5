using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Converters that read activities and answers, seen in what is written and answered.</summary>
public class ReadConverterTests
{
    private static readonly double[] Values = [-0.3, 0, 0.09, 0.11, 0.5001, 0.98, 1.7];

    /// <summary>Three bits from -1 V to 1 V: eight voltages, 2/7 V apart.</summary>
    private static readonly double[] Read = [.. Values.Select(v => -1 + 2.0 / 7 * Math.Clamp(Math.Round((v + 1) * 3.5), 0, 7))];

    private static readonly ReadConverterBlock Converter = new() { Bits = 3, Range = [-1, 1] };

    [Fact]
    public void Sensors_give_the_nearest_number_of_their_converter()
    {
        NetworkLayout layout = Layouts.Layered([1, Values.Length], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear));
        var parameters = new NetworkParameters(layout);
        Values.CopyTo(parameters.Biases[1], 0);
        using IPhysicalNetwork network = Bench.PowerUp(
            layout, parameters, 1, new BenchOptions { Plasticity = new() { SampleHold = new() { Converter = Converter } } });
        network.Clamp([0], [0]);
        network.StartAtInitialState();
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(1000));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, [0], [0, 1], 0));

        // Zero lies between two numbers and reads as the even one of them, code 4.
        Bench.AssertClose([.. Values.Zip(Read, (v, r) => v + r - 1.0 / 7)], network.ReadBack().Biases[1], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Answers_are_read_through_their_converter(int classes)
    {
        CircuitDescription description = NonIdealities.Fabrications.Describe(null, [1, Values.Length], circuit => circuit with
        {
            Neurons = circuit.Neurons with { Activation = new() { Kind = ActivationKind.Linear } },
            ReadOutConverter = Converter,
        });
        using IPhysicalNetwork network = EqProp.Analog.Simulation.SimulatedNetwork.Create(ChipFabricator.Fabricate(description, readOutClasses: classes), 1);
        var parameters = new NetworkParameters(network.Layout);
        Values.CopyTo(parameters.Biases[1], 0);
        for (int k = 0; k < parameters.ReadOutWeights.Length; k++)
        {
            parameters.ReadOutWeights[k] = Math.Sin(k);
        }

        network.Program(parameters);
        network.Clamp([0], [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(1000));
        var answers = new double[network.Layout.AnswerCount];
        network.ReadAnswers(answers);
        double[] expected = classes == 0
            ? Read
            : [.. Enumerable.Range(0, classes).Select(c => Read.Select((r, i) => r * parameters.ReadOutWeights[i * classes + c]).Sum())];
        Bench.AssertClose(expected, answers, 1e-5);
    }
}
