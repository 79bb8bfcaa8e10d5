using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>Meters one simulated chip: before and after each phase, and whenever its membranes are put somewhere.</summary>
internal sealed class NetworkMeter<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly PhaseMeter _meter;
    private readonly MeterWeights<T> _weights;
    private readonly StoredEnergy<T> _stored;
    private readonly double _unit;
    private readonly double _step;
    private double[] _before = [];
    private bool _hasStarted;

    public NetworkMeter(ChipInstance chip, IReadOnlyList<StateGroup<T>> groups, OutputLines<T> lines, MeterWeights<T> weights, PhaseMeter meter, int capacity)
    {
        MeterLimits.Require(chip);
        _layout = chip.Layout;
        _groups = groups;
        _meter = meter;
        _weights = weights;
        _stored = new(chip, groups, lines, capacity);
        double epsilon = chip.Description.Simulation.Epsilon!.Value;
        _step = _layout.Map.ToSeconds(epsilon);
        _unit = epsilon * _layout.Map.TimeConstant * _layout.Map.Power;
        Integrals = new([.. groups, .. lines.Groups.OfType<StateGroup<T>>()], weights.Groups, capacity);
    }

    /// <summary>What a trajectory integrates.</summary>
    public PathIntegrals<T> Integrals { get; }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _weights.MarkWritten();

    /// <summary>Notes that membranes were put somewhere: what the switches that charge them dissipate, C dV^2 / 2 each.</summary>
    public void Started(int rows)
    {
        LayerEnergy[] layers = _stored.Recharge(rows);
        if (_hasStarted)
        {
            _meter.Add(MeteredPhase.Start, rows, 0, layers);
        }

        _hasStarted = true;
    }

    /// <summary>Prepares a phase.</summary>
    public void Begin(int rows)
    {
        _weights.Refresh();
        _before = _stored.Now(rows);
    }

    /// <summary>Takes down a phase that was integrated.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="isNudged">Whether outputs were pushed.</param>
    /// <param name="times">How long each example took, in nominal steps.</param>
    /// <param name="inputs">Clamped inputs [examples x inputs].</param>
    public void End(int rows, bool isNudged, Func<int, double> times, double[] inputs)
    {
        var layers = new LayerEnergy[_groups.Count];
        double seconds = 0;
        for (int row = 0; row < rows; row++)
        {
            double time = times(row);
            seconds += time * _step;
            ReadOnlySpan<double> own = inputs.AsSpan(row * _layout.InputCount, _layout.InputCount);
            for (int g = 0; g < layers.Length; g++)
            {
                layers[g] += _weights.Read(Integrals, g, row, time, own);
            }
        }

        Take(isNudged, rows, seconds, [.. layers.Select(InSi)]);
    }

    /// <summary>Takes down a phase of which only the operating point at its end is known.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="isNudged">Whether outputs were pushed.</param>
    /// <param name="powers">Powers of the layers at the operating point of an example, in watts.</param>
    public void EndAtRest(int rows, bool isNudged, Func<int, IReadOnlyList<LayerEnergy>> powers)
    {
        double seconds = _meter.SettlingSeconds ?? throw new InputException(
            "energy.settlingTime", "circuit.energy.settlingTime", "Operating points know no time, and how long a phase lasts is not stated.",
            "Set circuit.energy.settlingTime, or simulation.settling=transient.");
        var layers = new LayerEnergy[_groups.Count];
        for (int row = 0; row < rows; row++)
        {
            IReadOnlyList<LayerEnergy> own = powers(row);
            for (int g = 0; g < layers.Length; g++)
            {
                layers[g] += own[g] * seconds;
            }
        }

        Take(isNudged, rows, rows * seconds, layers);
    }

    public void Dispose() => _weights.Dispose();

    private void Take(bool isNudged, int rows, double seconds, LayerEnergy[] layers)
    {
        _hasStarted = true;
        double[] after = _stored.Now(rows);
        _stored.Remember(rows);
        for (int g = 0; g < layers.Length; g++)
        {
            layers[g] = layers[g] with { Stored = after[g] - _before[g] };
        }

        _meter.Add(isNudged ? MeteredPhase.Nudged : MeteredPhase.Free, rows, seconds, layers);
    }

    private LayerEnergy InSi(LayerEnergy layer)
    {
        double charge = _layout.Map.Current * _step;
        return (layer * _unit) with { MovedCharge = layer.MovedCharge * charge, NetCharge = layer.NetCharge * charge };
    }
}
