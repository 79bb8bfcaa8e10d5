using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
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
    private readonly double[] _before;
    private double[] _inputs = [];
    private bool _hasStarted;

    public EnsembleNetworkMeter(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups, EnsembleMeterWeights<T> weights, EnsembleMeter meter)
    {
        MeterLimits.RequireNoNoise(chips[0]);
        meter.Serve(chips.Count);
        _chips = chips;
        _meter = meter;
        _weights = weights;
        _stored = new(chips, groups);
        _epsilon = chips[0].Description.Simulation.Epsilon!.Value;
        _layers = groups.Count;
        _before = new double[_layers * chips.Count];
        Integrals = new(weights.Groups, chips.Count);
    }

    /// <summary>What the relaxation integrates.</summary>
    public EnsembleIntegrals<T> Integrals { get; }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _weights.MarkWritten();

    /// <summary>Takes the inputs of a minibatch, row-major [examples x inputs].</summary>
    public void Load(double[] inputs) => _inputs = inputs;

    /// <summary>Notes that membranes were put somewhere: what the switches that charge them dissipate, C dV^2 / 2 each.</summary>
    public void Started()
    {
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            LayerEnergy[] layers = _stored.Recharge(chip);
            if (_hasStarted)
            {
                _meter.Add(chip, MeteredPhase.Start, 0, layers);
            }
        }

        _hasStarted = true;
    }

    /// <summary>Prepares a phase.</summary>
    public void Begin()
    {
        _weights.Refresh();
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            _stored.Now(chip, Before(chip));
        }
    }

    /// <summary>Takes down a phase.</summary>
    /// <param name="example">Which example of the minibatch was shown.</param>
    /// <param name="isNudged">Whether outputs were pushed.</param>
    /// <param name="times">How long each chip took, in nominal steps.</param>
    public void End(int example, bool isNudged, Func<int, double> times)
    {
        _hasStarted = true;
        Span<double> after = stackalloc double[_layers];
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            NetworkLayout layout = _chips[chip].Layout;
            int inputs = _inputs.Length > 0 ? layout.InputCount : 0;
            double time = times(chip), unit = _epsilon * layout.Map.TimeConstant * layout.Map.Power, step = layout.Map.ToSeconds(_epsilon), charge = layout.Map.Current * step;
            ReadOnlySpan<double> before = Before(chip);
            _stored.Now(chip, after);
            _stored.Remember(chip);
            var layers = new LayerEnergy[_layers];
            for (int g = 0; g < layers.Length; g++)
            {
                LayerEnergy layer = _weights.Read(Integrals, g, chip, time, _inputs.AsSpan(example * inputs, inputs));
                layers[g] = (layer * unit) with { MovedCharge = layer.MovedCharge * charge, NetCharge = layer.NetCharge * charge, Stored = after[g] - before[g] };
            }

            _meter.Add(chip, isNudged ? MeteredPhase.Nudged : MeteredPhase.Free, time * step, layers);
        }
    }

    public void Dispose() => _weights.Dispose();

    private Span<double> Before(int chip) => _before.AsSpan(chip * _layers, _layers);
}
