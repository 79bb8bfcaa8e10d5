using EqProp.Analog.Rhythms;

namespace EqProp.Analog.Tests.Rhythms;

/// <summary>On signals whose rhythm is known.</summary>
public class RhythmTests
{
    private static readonly double[] Times = [.. Enumerable.Range(0, 4001).Select(i => i * 0.005)];

    [Fact]
    public void A_sine_rises_through_zero_once_a_period()
    {
        IReadOnlyList<double> found = UpwardCrossings.Find(Times, Sine(period: 2.5, lag: 0.6), 0);
        Assert.Equal(8, found.Count);
        Assert.All(found.Select((time, k) => (time, k)), one => Assert.Equal(0.6 * 2.5 / (2 * Math.PI) + 2.5 * one.k, one.time, 1e-5));
    }

    [Fact]
    public void A_straight_line_is_crossed_where_it_is_though_no_sample_lies_there()
    {
        Assert.Equal([0.3], UpwardCrossings.Find([0, 1], [-0.3, 0.7], 0));
        Assert.Equal([0.75], UpwardCrossings.Find([0, 1], [-0.3, 0.7], 0.45), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Empty(UpwardCrossings.Find([0, 1], [0.7, -0.3], 0));
        Assert.Throws<ArgumentException>(() => UpwardCrossings.Find([0, 1], [0], 0));
    }

    [Fact]
    public void With_hysteresis_a_ripple_on_the_way_up_counts_once()
    {
        double[] values = [-1, 0.05, -0.05, 0.05, 1, -1, 1];
        double[] times = [0, 1, 2, 3, 4, 5, 6];
        Assert.Equal(3, UpwardCrossings.Find(times, values, 0).Count);
        Assert.Equal(2, UpwardCrossings.Find(times, values, 0, hysteresis: 0.1).Count);
    }

    [Fact]
    public void Phase_grows_evenly_between_crossings_and_is_unknown_outside()
    {
        double[] crossings = [1, 3, 4];
        Assert.Equal(0, CrossingPhase.At(crossings, 1));
        Assert.Equal(Math.PI / 2, CrossingPhase.At(crossings, 1.5)!.Value, 1e-12);
        Assert.Equal(Math.PI, CrossingPhase.At(crossings, 3.5)!.Value, 1e-12);
        Assert.Null(CrossingPhase.At(crossings, 0.99));
        Assert.Null(CrossingPhase.At(crossings, 4));
        Assert.Null(CrossingPhase.At([1], 1));
    }

    /// <summary>|1 + exp(i lag)| / 2 = |cos(lag / 2)|.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(2.1)]
    [InlineData(3.0)]
    public void Two_sines_have_the_order_of_half_their_lag(double lag)
    {
        IReadOnlyList<double>[] crossings =
            [UpwardCrossings.Find(Times, Sine(2.5, 0.1), 0), UpwardCrossings.Find(Times, Sine(2.5, 0.1 + lag), 0)];
        double?[] order = [.. KuramotoOrder.Over(crossings, [0.01, 5, 8.3, 11.9, 19.99])];
        Assert.Null(order[0]);
        Assert.All(order[1..4], value => Assert.Equal(Math.Abs(Math.Cos(lag / 2)), value!.Value, 1e-4));
        Assert.Null(order[4]);
    }

    [Fact]
    public void Phases_spread_evenly_have_no_order()
    {
        Assert.Equal(0, KuramotoOrder.Of([.. Enumerable.Range(0, 5).Select(k => 0.3 + 2 * Math.PI * k / 5)])!.Value, 1e-12);
        Assert.Equal(1, KuramotoOrder.Of([0.3, 0.3])!.Value, 1e-12);
        Assert.Null(KuramotoOrder.Of([0.3]));
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(-4.0)]
    public void A_shifted_pulse_has_its_speed(double cellsPerSecond)
    {
        double?[] arrivals = [.. Enumerable.Range(0, 12).Select(cell => UpwardCrossings.Find(Times, Pulse(8 + (cell - 5.5) / cellsPerSecond), 0.5)[0])];
        WaveSpeed speed = WaveSpeed.Of(arrivals)!;
        Assert.Equal(cellsPerSecond, speed.CellsPerSecond, 1e-3);
        Assert.False(speed.BothWays);
        Assert.Equal(cellsPerSecond > 0 ? 0 : 11, speed.Origin);
        Assert.InRange(speed.Fit, 0.999, 1.0000001);
    }

    [Fact]
    public void A_pulse_that_runs_both_ways_from_the_middle_has_one_speed()
    {
        double?[] arrivals = [.. Enumerable.Range(0, 9).Select(cell => (double?)(1 + Math.Abs(cell - 3) / 2.0))];
        Assert.Equal(new WaveSpeed(2, 3, true, 1), WaveSpeed.Of(arrivals));
    }

    [Fact]
    public void A_pulse_on_a_ring_runs_past_the_last_cell_to_the_first()
    {
        double?[] onward = [.. Enumerable.Range(0, 10).Select(cell => (double?)((cell - 7 + 10) % 10 / 5.0))];
        Assert.Equal(5, WaveSpeed.Of(onward, isRing: true)!.CellsPerSecond, 1e-9);
        double?[] backward = [.. Enumerable.Range(0, 10).Select(cell => (double?)((7 - cell + 10) % 10 / 5.0))];
        Assert.Equal(-5, WaveSpeed.Of(backward, isRing: true)!.CellsPerSecond, 1e-9);
        double?[] both = [.. Enumerable.Range(0, 10).Select(cell => (double?)(Math.Min(Math.Abs(cell - 7), 10 - Math.Abs(cell - 7)) / 5.0))];
        Assert.True(WaveSpeed.Of(both, isRing: true)!.BothWays);
    }

    [Fact]
    public void Two_cells_and_cells_in_step_have_no_speed()
    {
        Assert.Null(WaveSpeed.Of([1, 2, null]));
        Assert.Null(WaveSpeed.Of([1, 1, 1]));
    }

    private static double[] Sine(double period, double lag) => [.. Times.Select(t => Math.Sin(2 * Math.PI * t / period - lag))];

    private static double[] Pulse(double centre) => [.. Times.Select(t => Math.Exp(-(t - centre) * (t - centre)))];
}
