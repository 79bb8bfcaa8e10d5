using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>Meters the dies of an ensemble, before and after each phase and whenever membranes are put somewhere: as <see cref="NetworkMeter{T}"/> does of a chip by itself.</summary>
internal sealed class EnsembleNetworkMeter<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<ChipInstance> _chips;
    private readonly EnsembleMeter _meter;
    private readonly EnsembleMeterWeights<T> _weights;
    private readonly EnsembleStoredEnergy<T> _stored;
    private readonly double _epsilon;
    private readonly int _layers;
    private readonly double[] _lost;
    private readonly double[] _grown;
    private bool _hasStarted;

    public EnsembleNetworkMeter(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups, EnsembleMeterWeights<T> weights, EnsembleMeter meter)
    {
        MeterLimits.RequireNoNoise(chips[0]);
        meter.Serve(chips.Count, groups.Count);
        _chips = chips;
        _meter = meter;
        _weights = weights;
        _stored = new(chips, groups);
        _epsilon = chips[0].Description.Simulation.Epsilon!.Value;
        _layers = groups.Count;
        _lost = new double[chips.Count];
        _grown = new double[chips.Count];
        Integrals = new(weights.Groups, chips.Count);
    }

    /// <summary>What the relaxation integrates.</summary>
    public EnsembleIntegrals<T> Integrals { get; }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _weights.MarkWritten();

    /// <summary>Notes that membranes were put somewhere: what the switches that charge them dissipate, C dV^2 / 2 each.</summary>
    public void Started()
    {
        for (int g = 0; g < _layers; g++)
        {
            _stored.Recharge(g, _lost, _grown);
            for (int chip = 0; _hasStarted && chip < _chips.Count; chip++)
            {
                _meter.Layers(MeteredPhase.Start, chip)[g] += new LayerEnergy { Rails = _lost[chip], Bias = _lost[chip] + _grown[chip], Stored = _grown[chip] };
            }
        }

        for (int chip = 0; _hasStarted && chip < _chips.Count; chip++)
        {
            _meter.Count(MeteredPhase.Start, chip, 0);
        }

        _hasStarted = true;
    }

    /// <summary>Prepares a phase in which an example of the minibatch is shown.</summary>
    public void Begin(ClampedInputs<T> inputs, int example)
    {
        _weights.Refresh();
        _weights.Present(inputs, example);
    }

    /// <summary>Takes down a phase.</summary>
    /// <param name="isNudged">Whether outputs were pushed.</param>
    /// <param name="times">How long each chip took, in nominal steps.</param>
    public void End(bool isNudged, Func<int, double> times)
    {
        _hasStarted = true;
        MeteredPhase phase = isNudged ? MeteredPhase.Nudged : MeteredPhase.Free;
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            DimensionlessMap map = _chips[chip].Layout.Map;
            double time = times(chip), unit = _epsilon * map.TimeConstant * map.Power, charge = map.Current * map.ToSeconds(_epsilon);
            Span<LayerEnergy> layers = _meter.Layers(phase, chip);
            for (int g = 0; g < _layers; g++)
            {
                LayerEnergy layer = _weights.Read(Integrals, g, chip, time);
                layers[g] += (layer * unit) with { MovedCharge = layer.MovedCharge * charge, NetCharge = layer.NetCharge * charge, Stored = -_stored.Of(g, chip) };
            }

            _meter.Count(phase, chip, map.ToSeconds(time * _epsilon));
        }

        _stored.Look();
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            Span<LayerEnergy> layers = _meter.Layers(phase, chip);
            for (int g = 0; g < _layers; g++)
            {
                layers[g] = layers[g] with { Stored = layers[g].Stored + _stored.Of(g, chip) };
            }
        }
    }

    public void Dispose() => _weights.Dispose();
}
