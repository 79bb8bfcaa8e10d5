using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning;

public sealed class ParameterInitializerTests
{
    private static readonly InitializationBlock Settings = new() { WeightScale = [1, 0.5], HiddenBias = 0.25, OutputBias = -0.5 };

    [Fact]
    public void Weights_fill_the_range_of_Glorot_and_Bengio_times_their_scale()
    {
        NetworkLayout layout = Layouts.Layered([50, 40, 20], new NeuronOptions(ReadOutClasses: 10));

        NetworkParameters drawn = ParameterInitializer.Draw(layout, Settings, seed: 3);

        AssertUniform(Math.Sqrt(6.0 / 90), drawn.Weights[0]);
        AssertUniform(0.5 * Math.Sqrt(6.0 / 60), drawn.Weights[1]);
        AssertUniform(0.5 * Math.Sqrt(6.0 / 30), drawn.ReadOutWeights);
        Assert.All(drawn.Biases[1], bias => Assert.Equal(0.25, bias));
        Assert.All(drawn.Biases[2], bias => Assert.Equal(-0.5, bias));
        Assert.All(drawn.ReadOutBiases, bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void The_read_out_may_have_a_scale_of_its_own()
    {
        NetworkLayout layout = Layouts.Layered([50, 40, 20], new NeuronOptions(ReadOutClasses: 10));

        NetworkParameters drawn = ParameterInitializer.Draw(layout, new InitializationBlock { WeightScale = [1, 0.5, 0.1] }, seed: 3);

        AssertUniform(0.5 * Math.Sqrt(6.0 / 60), drawn.Weights[1]);
        AssertUniform(0.1 * Math.Sqrt(6.0 / 30), drawn.ReadOutWeights);
    }

    /// <summary>Cosine of the ways back with the transpose of the ways ahead, within four standard deviations of signs that change independently.</summary>
    [Theory]
    [InlineData(null, 1)]
    [InlineData(0.0, 1)]
    [InlineData(60.0, 0.5)]
    [InlineData(90.0, 0)]
    [InlineData(180.0, -1)]
    public void Ways_back_begin_as_the_transpose_at_the_angle_asked_for(double? angle, double cosine)
    {
        const int Rows = 60, Columns = 40;
        NetworkLayout tied = Layouts.Layered([5, Rows, Columns], new NeuronOptions());
        NetworkLayout layout = tied with { Couplings = [tied.Couplings[0], Layouts.OneWay(1, 2), Layouts.OneWay(2, 1) with { FeedbackOf = 1 }] };
        NetworkParameters drawn = ParameterInitializer.Draw(layout, Settings with { FeedbackAngle = angle }, seed: 3);
        double[] ahead = drawn.Weights[1], back = [.. Enumerable.Range(0, Rows * Columns).Select(k => drawn.Weights[2][k % Columns * Rows + k / Columns])];
        double measured = ahead.Zip(back, (a, b) => a * b).Sum() / ahead.Sum(a => a * a);
        Assert.InRange(measured, cosine - 4 * Math.Sqrt((1 - cosine * cosine) * 1.8 / ahead.Length) - 1e-12, cosine + 4 * Math.Sqrt((1 - cosine * cosine) * 1.8 / ahead.Length) + 1e-12);
        Assert.Equal(ahead.Select(Math.Abs), back.Select(Math.Abs));
        Assert.Equal(ParameterInitializer.Draw(tied, Settings, seed: 3).Weights[1], ahead);
    }

    [Fact]
    public void A_coupling_within_a_group_is_symmetric_without_self_coupling()
    {
        NetworkParameters drawn = ParameterInitializer.Draw(Layouts.Recurrent(2, 6, 3, new NeuronOptions()), new InitializationBlock(), seed: 3);

        double[] within = drawn.Weights[2];
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(0, within[i * 6 + i]);
            Assert.All(Enumerable.Range(0, 6), j => Assert.Equal(within[i * 6 + j], within[j * 6 + i]));
        }

        Assert.Equal(15, within.Where(weight => weight != 0).Distinct().Count());
    }

    [Fact]
    public void Each_coupling_draws_from_a_stream_of_its_own()
    {
        NetworkParameters Draw(int inputs, int seed) =>
            ParameterInitializer.Draw(Layouts.Layered([inputs, 5, 5, 5], new NeuronOptions()), new InitializationBlock(), seed);
        NetworkParameters drawn = Draw(inputs: 5, seed: 3), wider = Draw(inputs: 9, seed: 3), other = Draw(inputs: 5, seed: 4);

        Assert.Equal(drawn.Weights[1], wider.Weights[1]);
        Assert.Equal(drawn.Weights[2], wider.Weights[2]);
        Assert.Equal(drawn.Weights[0], Draw(inputs: 5, seed: 3).Weights[0]);
        Assert.NotEqual(drawn.Weights[0], other.Weights[0]);
        // Equal sizes have equal ranges: one stream for all would draw the same values again.
        Assert.Equal(3 * 25, drawn.Weights.SelectMany(weights => weights).Distinct().Count());
    }

    [Fact]
    public void Values_that_the_circuit_spells_out_are_kept()
    {
        NetworkLayout layout = Layouts.Layered([2, 2, 1], new NeuronOptions());
        layout = layout with
        {
            Couplings = [layout.Couplings[0] with { InitialWeights = [1, 2, 3, 4] }, layout.Couplings[1]],
            Groups = [layout.Groups[0], layout.Groups[1] with { InitialBias = [null, 7] }, layout.Groups[2]],
        };

        NetworkParameters drawn = ParameterInitializer.Draw(layout, Settings, seed: 3);

        Assert.Equal([1, 2, 3, 4], drawn.Weights[0]);
        Assert.Equal([0.25, 7], drawn.Biases[1]);
        Assert.Equal(
            ParameterInitializer.Draw(Layouts.Layered([2, 2, 1], new NeuronOptions()), Settings, seed: 3).Weights[1], drawn.Weights[1]);
    }

    [Fact]
    public void A_bias_is_the_elements_own_or_the_initialisations_or_the_circuits()
    {
        NetworkLayout layout = Layouts.Layered([2, 2, 2], new NeuronOptions());
        layout = layout with
        {
            Groups = [layout.Groups[0], layout.Groups[1] with { Bias = 3, InitialBias = [null, 7] }, layout.Groups[2] with { Bias = 5 }],
        };

        NetworkParameters circuits = ParameterInitializer.Draw(layout, new InitializationBlock(), seed: 3);
        NetworkParameters zeroed = ParameterInitializer.Draw(layout, new InitializationBlock { HiddenBias = 0 }, seed: 3);

        Assert.Equal([3, 7], circuits.Biases[1]);
        Assert.Equal([5, 5], circuits.Biases[2]);
        Assert.Equal([0, 7], zeroed.Biases[1]);
        Assert.Equal([5, 5], zeroed.Biases[2]);
    }

    private static void AssertUniform(double limit, double[] values)
    {
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        // With 200 values or more, a seed leaves the outer tenth empty once in a billion.
        Assert.InRange(values.Max(), 0.8 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.8 * limit);
        Assert.InRange(values.Average(), -0.15 * limit, 0.15 * limit);
    }
}
