using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.NonIdealities.Devices;

/// <summary>
/// What writes do to devices, against the published formulas pulse by pulse. Statistics are of 4,096 devices with fixed seeds and fail by chance once in
/// 150,000 (4.5 standard errors).
/// </summary>
public class DeviceStepTests
{
    private const int Inputs = 16, Outputs = 256, Devices = Inputs * Outputs;
    private const double Errors = 4.5;

    public static TheoryData<SynapseDeviceKind, double, int> Trains()
    {
        var data = new TheoryData<SynapseDeviceKind, double, int>();
        foreach (SynapseDeviceKind kind in Enum.GetValues<SynapseDeviceKind>().Where(SynapseDeviceFields.IsPulsed))
        {
            data.Add(kind, -0.3, 1);
            data.Add(kind, 0.4, -1);
            data.Add(kind, 0.1, 12);
            data.Add(kind, 0.5, -9);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Trains))]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void A_train_moves_devices_as_the_formula_of_their_kind_says(SynapseDeviceKind kind, double start, int pulses)
    {
        SynapseDeviceBlock block = DeviceBlocks.Of(kind) with { CycleSpread = 0.3, Asymmetry = kind == SynapseDeviceKind.Quantised ? 0 : 0.1 };
        using var bench = new DeviceBench<double>(block, Inputs, Outputs);
        bench.Program(start);
        double first = bench.Weights[0], step = kind == SynapseDeviceKind.Quantised ? 0.02 : block.Step!.Value;

        bench.Write(pulses * step, 7);

        (double mean, double spread) = PulseByPulse(block, first, pulses, step);
        (double seenMean, double seenSpread) = Moments(bench.Weights);
        Assert.InRange(seenMean, mean - Errors * spread / Math.Sqrt(Devices), mean + Errors * spread / Math.Sqrt(Devices));
        Assert.InRange(seenSpread / spread, 1 - Errors / Math.Sqrt(2 * Devices), 1 + Errors / Math.Sqrt(2 * Devices));
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Steps_differ_from_device_to_device_as_asked_and_stay()
    {
        using var bench = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.01, StepSpread = 0.2, Asymmetry = -0.2 }, Inputs, Outputs);
        bench.Program(0);
        bench.Write(0.1, 1);
        double[] once = bench.Weights;
        bench.Write(0.1, 2);

        (double mean, double spread) = Moments(once);
        Assert.InRange(mean, 0.08 * (1 - Errors * 0.2 / 64), 0.08 * (1 + Errors * 0.2 / 64));
        Assert.InRange(spread, 0.016 * (1 - Errors / 90), 0.016 * (1 + Errors / 90));
        Assert.All(bench.Weights.Zip(once), pair => Assert.Equal(2 * pair.Second, pair.First, 1e-12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    public void Alternate_pulses_take_soft_bounds_to_their_symmetry_point(double asymmetry)
    {
        const double Step = 0.005;
        using var bench = new DeviceBench<double>(
            new() { Kind = SynapseDeviceKind.SoftBounds, Step = Step, Asymmetry = asymmetry, StepSpread = 0.2, AsymmetrySpread = 0.1, BoundSpread = 0.2 }, 4, 32, -3, 3);
        bench.Program(2);
        for (int pulse = 0; pulse < 4000; pulse++)
        {
            bench.Write(pulse % 2 == 0 ? 3 * Step : -3 * Step, pulse);
        }

        double[] weights = bench.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            (double up, double down) = bench.Draw.Steps(i);
            (double low, double high) = bench.Draw.Bounds(i);
            double symmetry = (up - down) / (up / high - down / low);
            Assert.Equal(symmetry, weights[i], 2 * Math.Max(up, down));
        }

        Assert.True(Moments(weights).Spread > 0.1);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(-0.7)]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Errors_of_programming_follow_the_polynomial_of_the_conductance(double target)
    {
        using var bench = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.Programmed, WriteErrors = [0.01054, 0.0786, -0.04692] }, Inputs, Outputs, -4, 4);
        bench.Program(4 * (target - 0.05));
        bench.Write(4 * 0.05, 3);

        double g = Math.Abs(target), spread = 4 * (0.2635 + 1.965 * g - 1.173 * g * g) / 25;
        (double mean, double seen) = Moments(bench.Weights);
        Assert.InRange(mean, 4 * target - Errors * spread / 64, 4 * target + Errors * spread / 64);
        Assert.InRange(seen / spread, 1 - Errors / 90 - 1e-3, 1 + Errors / 90 + 1e-3);
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Stochastic_pulses_are_right_in_the_mean_and_nearest_ones_lose()
    {
        SynapseDeviceBlock block = new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.02, Pulses = PulseRounding.Stochastic };
        using var random = new DeviceBench<double>(block, Inputs, Outputs);
        using var nearest = new DeviceBench<double>(block with { Pulses = PulseRounding.Nearest }, Inputs, Outputs);

        UpdateCounts counts = random.Write(-0.026, 1);
        Assert.Equal(new UpdateCounts(Devices, Devices, 0, 0), nearest.Write(0.0099, 1));

        Assert.Equal((Devices, 0), (counts.Wanted, counts.Lost));
        Assert.All(random.Weights, w => Assert.True(w is -0.02 or -0.04));
        Assert.InRange(Moments(random.Weights).Mean, -0.026 - Errors * 0.01 / 64, -0.026 + Errors * 0.01 / 64);
        Assert.All(nearest.Weights, w => Assert.Equal(0, w));
        UpdateCounts few = random.Write(0.001, 2);
        Assert.InRange(few.LostShare, 0.95 - Errors * 0.22 / 64, 0.95 + Errors * 0.22 / 64);
    }

    [Fact]
    public void Trains_are_cut_and_bounds_are_counted()
    {
        using var bench = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.1, LongestTrain = 4 }, 1, 5);
        bench.Program([0, 0, 0.8, 0, 0]);
        Assert.Equal(new UpdateCounts(Wanted: 4, Lost: 1, Cut: 1, AtBound: 1), bench.Write([0.9, -0.2, 0.3, 0.04, 0], 1));
        Assert.Equal([0.4, -0.2, 1, 0, 0], bench.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_quantised_device_stays_on_its_levels()
    {
        using var bench = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.Quantised, Levels = 9 }, 3, 20);
        var stream = new RandomStream(2, StreamPurpose.Study);
        bench.Program([.. Enumerable.Range(0, 60).Select(_ => stream.NextUniform(-1, 1))]);
        for (int write = 0; write < 50; write++)
        {
            Assert.All(bench.Weights, w => Assert.Equal(Math.Round(4 * w) / 4, w, 1e-12));
            bench.Write([.. Enumerable.Range(0, 60).Select(_ => stream.NextUniform(-0.5, 0.5))], write);
        }
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Write_noise_hides_what_is_stored_and_does_not_add_up()
    {
        using var bench = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.001, WriteNoise = 20 }, Inputs, Outputs);
        for (int write = 0; write < 200; write++)
        {
            bench.Write(write % 2 == 0 ? 0.002 : -0.002, write);
        }

        (double mean, double spread) = Moments(bench.Weights);
        Assert.InRange(mean, -Errors * 0.02 / 64, Errors * 0.02 / 64);
        Assert.InRange(spread, 0.02 * (1 - Errors / 90), 0.02 * (1 + Errors / 90));
    }

    [Fact]
    public void Charges_leak_in_their_lifetime()
    {
        using var bench = new DeviceBench<float>(new() { Kind = SynapseDeviceKind.Capacitor, Step = 0.001, Lifetime = 1e5 }, 4, 16);
        bench.Program(0.8);
        for (int minibatch = 0; minibatch < 20_000; minibatch++)
        {
            bench.Write(0, minibatch);
        }

        Assert.All(bench.Weights, w => Assert.Equal(0.8 * Math.Exp(-0.2), w, 1e-4));
    }

    /// <summary>Mean and spread of devices that are pulsed one by one, each pulse with a number of its own, as the published models are.</summary>
    private static (double Mean, double Spread) PulseByPulse(SynapseDeviceBlock block, double start, int pulses, double step)
    {
        const int Runs = 60_000;
        var stream = new RandomStream(11, StreamPurpose.Study);
        double most = block.RangeRatio is { } ratio ? 1 - 1 / ratio : 1;
        var ends = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            double w = start;
            for (int pulse = 0; pulse < Math.Abs(pulses); pulse++)
            {
                double size = pulses > 0 ? step * (1 + block.Asymmetry) * Up(block, w, most) : -step * (1 - block.Asymmetry) * Down(block, w, most);
                w = Math.Clamp(w + size * (1 + block.CycleSpread * stream.NextGaussian()), -most, most);
            }

            ends[run] = w;
        }

        return Moments(ends);
    }

    private static double Up(SynapseDeviceBlock block, double w, double most) => block.Kind switch
    {
        SynapseDeviceKind.LinearStep or SynapseDeviceKind.Capacitor => 1 - block.SlopeUp * w,
        SynapseDeviceKind.SoftBounds => 1 - w,
        SynapseDeviceKind.ExponentialStep => 1 - 0.1 * Math.Exp(2 * w),
        SynapseDeviceKind.PowerStep => Math.Pow((1 - w) / 2, 1.5),
        // A train 10 - 9 exp(-k/12): the next step is what is left to 10 times 1 - exp(-1/12).
        SynapseDeviceKind.Measured => MeasuredChange(w, most, g => (10e-6 - g) * (1 - Math.Exp(-1 / 12.0)), block),
        _ => 1,
    };

    private static double Down(SynapseDeviceBlock block, double w, double most) => block.Kind switch
    {
        SynapseDeviceKind.LinearStep or SynapseDeviceKind.Capacitor => 1 + block.SlopeDown * w,
        SynapseDeviceKind.SoftBounds => 1 + w,
        SynapseDeviceKind.ExponentialStep => 1 - Math.Exp(-4) * Math.Exp(-4 * w),
        SynapseDeviceKind.PowerStep => Math.Pow((w + 1) / 2, 0.7),
        SynapseDeviceKind.Measured => MeasuredChange(w, most, g => (g - 0.8e-6) * (1 - Math.Exp(-1 / 12.0)), block),
        _ => 1,
    };

    /// <summary>A change of the conductance over the mean of both in the middle of the range that both trains cover.</summary>
    private static double MeasuredChange(double w, double most, Func<double, double> change, SynapseDeviceBlock block)
    {
        double low = Math.Max(block.UpConductances![0], block.DownConductances![^1]), high = Math.Min(block.UpConductances[^1], block.DownConductances[0]);
        double middle = (low + high) / 2, share = 1 - Math.Exp(-1 / 12.0);
        double unit = share * ((10e-6 - middle) + (middle - 0.8e-6)) / 2;
        return change(low + (w / most + 1) / 2 * (high - low)) / unit;
    }

    private static (double Mean, double Spread) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }
}
