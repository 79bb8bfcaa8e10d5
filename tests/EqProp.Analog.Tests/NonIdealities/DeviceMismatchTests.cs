using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>Spreads that follow from the size of devices, with the published numbers of IHP's open 130 nm process.</summary>
public class DeviceMismatchTests
{
    private const double Nmos = 3.9e-9;
    private const double Pmos = 2.2e-9;

    [Theory]
    [InlineData(Nmos, 1, 11.6)]
    [InlineData(Pmos, 1, 6.5)]
    [InlineData(Nmos, 4, 5.8)]
    [InlineData(Pmos, 4, 3.3)]
    [InlineData(Nmos, 16, 2.9)]
    [InlineData(Pmos, 16, 1.6)]
    public void Weak_inversion_currents_spread_as_published(double coefficient, double squareMicrometres, double percent)
    {
        DeviceBlock device = Device(VariedParameter.LeakConductance, coefficient, squareMicrometres);
        Assert.Equal(percent, 100 * DeviceMismatch.CurrentSigma(device, 300), 0.05);
        NetworkLayout chip = Fabrications.Chip(Fabrications.Of(device), [1, 20_000, 1]);
        double drawn = 100 * chip.Groups[1].Leak.StandardDeviation();
        Assert.Equal(percent, drawn, 0.05 + 5 * percent / Math.Sqrt(2 * 20_000));
    }

    [Fact]
    public void Strong_inversion_adds_threshold_and_gain()
    {
        DeviceBlock device = Device(VariedParameter.LeakConductance, Nmos, 4) with { Inversion = InversionKind.Strong, Overdrive = 0.2, GainCoefficient = 0.01e-6 };
        // 2 / 0.2 V times 1.95 mV, and 0.5 %.
        Assert.Equal(Math.Sqrt(0.0195 * 0.0195 + 0.005 * 0.005), DeviceMismatch.CurrentSigma(device, 300), 1e-12);
        Assert.Equal(Math.Sqrt(2) * DeviceMismatch.CurrentSigma(device, 300), DeviceMismatch.CurrentSigma(device with { Devices = 2 }, 300), 1e-12);
    }

    [Fact]
    public void Offsets_are_the_spread_of_the_threshold_in_volts()
    {
        DeviceBlock device = Device(VariedParameter.InputOffset, Nmos, 4) with { Devices = 2 };
        NetworkLayout chip = Fabrications.Chip(Fabrications.Of(device), [1, 20_000, 1]);
        double expected = Math.Sqrt(2) * 1.95e-3;
        Assert.Equal(expected, chip.Groups[1].Offset!.StandardDeviation(), 5 * expected / Math.Sqrt(2 * 20_000));
    }

    [Fact]
    public void Capacitors_spread_by_their_own_coefficient()
    {
        // 1 % um over a square of 4 um.
        var device = new DeviceBlock { Parameter = VariedParameter.MembraneCapacitance, Width = 4e-6, Length = 4e-6, GainCoefficient = 0.01e-6 };
        Assert.Equal(0.0025, DeviceMismatch.CurrentSigma(device, 300), 1e-12);
    }

    [Fact]
    public void Weak_inversion_spreads_less_when_hot()
    {
        DeviceBlock device = Device(VariedParameter.LeakConductance, Nmos, 1);
        Assert.Equal(0.75, DeviceMismatch.CurrentSigma(device, 400) / DeviceMismatch.CurrentSigma(device, 300), 1e-12);
    }

    private static DeviceBlock Device(VariedParameter parameter, double coefficient, double squareMicrometres) => new()
    {
        Parameter = parameter,
        Width = Math.Sqrt(squareMicrometres) * 1e-6,
        Length = Math.Sqrt(squareMicrometres) * 1e-6,
        ThresholdCoefficient = coefficient,
    };
}
