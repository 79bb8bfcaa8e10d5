using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Draws what the devices of one coupling have on one die, in units of weights.</summary>
internal sealed class DeviceDraw(SynapseDeviceBlock block, DeviceRange range, int die, (int Coupling, int Synapses, DevicePlace Device) place)
{
    // A device must be able to move, whatever it drew.
    private const double LeastFactor = 0.01;

    private readonly DieStreams _streams = new(die);
    private readonly Dictionary<DeviceParameter, double[]> _normals = [];
    private readonly double _step = SynapseDeviceFields.IsPulsed(block.Kind) ? SynapseDeviceCatalog.Step(block, range) : 1;

    /// <summary>Whether steps differ.</summary>
    public bool StepsDiffer => block.StepSpread > 0 || block.AsymmetrySpread > 0;

    /// <summary>Whether bounds differ.</summary>
    public bool BoundsDiffer => block.BoundSpread > 0;

    /// <summary>Whether lifetimes differ.</summary>
    public bool LifetimesDiffer => block is { Lifetime: not null, LifetimeSpread: > 0 };

    /// <summary>Step upwards of a device without spread.</summary>
    public double NominalUp => _step * (1 + block.Asymmetry);

    /// <summary>Step downwards of a device without spread.</summary>
    public double NominalDown => _step * (1 - block.Asymmetry);

    /// <summary>Steps up and down of one device.</summary>
    public (double Up, double Down) Steps(int element)
    {
        double size = _step * Factor(DeviceParameter.Step, block.StepSpread, element);
        double tilt = block.Asymmetry + block.AsymmetrySpread * Normal(DeviceParameter.Asymmetry, block.AsymmetrySpread, element);
        return (size * Math.Max(1 + tilt, LeastFactor), size * Math.Max(1 - tilt, LeastFactor));
    }

    /// <summary>Bounds of one device. A lower bound that is a smallest conductance stays.</summary>
    public (double Low, double High) Bounds(int element)
    {
        double high = range.High * Factor(DeviceParameter.High, block.BoundSpread, element);
        double low = range.Low < 0 ? range.Low * Factor(DeviceParameter.Low, block.BoundSpread, element) : range.Low;
        return (low, Math.Max(high, low + LeastFactor * (range.High - range.Low)));
    }

    /// <summary>What is left of the charge of one device after some minibatches.</summary>
    public double Left(int element, int minibatches)
    {
        double lifetime = block.Lifetime!.Value * (LifetimesDiffer ? Factor(DeviceParameter.Lifetime, block.LifetimeSpread, element) : 1);
        return Math.Exp(-minibatches / lifetime);
    }

    private double Factor(DeviceParameter parameter, double spread, int element) => Math.Max(1 + spread * Normal(parameter, spread, element), LeastFactor);

    private double Normal(DeviceParameter parameter, double spread, int element)
    {
        if (spread == 0)
        {
            return 0;
        }

        if (!_normals.TryGetValue(parameter, out double[]? normals))
        {
            normals = _normals[parameter] = _streams.SynapseDevices(parameter, place.Device, place.Coupling, place.Synapses);
        }

        return normals[element];
    }
}
