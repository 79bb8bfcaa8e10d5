using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Holomorphic;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Plasticity;

namespace EqProp.Analog.Simulation.Holomorphic;

/// <summary>What of a simulated chip its complex continuation shares.</summary>
internal sealed record ChipParts<T>(
    NetworkLayout Layout, KernelSet<T> Kernels, IReadOnlyList<StateGroup<T>> Groups, IReadOnlyList<SynapseArray<T>> Synapses,
    IReadOnlyList<BatchMatrix<T>> Biases, ClampedInputs<T> Inputs, SampleHold<T> Held, ExternalReadOut<T>? ReadOut, StepNoise<T>? Noise)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most examples.</summary>
    public required int Capacity { get; init; }

    /// <summary>Most threads to use.</summary>
    public required int Threads { get; init; }

    /// <summary>Steps over which samples are averaged.</summary>
    public required int AveragedSteps { get; init; }
}

/// <summary>
/// The complex continuation of a simulated chip: states at a complex beta, and the sum of samples over a contour that writes the synapses. Weights,
/// inputs, leaks, capacitances and the noise are those of the chip and real.
/// </summary>
internal sealed class HolomorphicChip<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ChipParts<T> _chip;
    private readonly NetworkMetric _metric;
    private readonly double _nudgeFactor;
    private readonly ComplexStepper<T>[] _steppers;
    private readonly ComplexRelaxation<T> _relaxation;
    private readonly ContourSamples<T>[] _samples;
    private readonly ComplexReadOut<T>? _readOut;
    private int _added;
    private int _rows;

    /// <param name="chip">The chip.</param>
    /// <param name="points">Most points of a contour.</param>
    /// <exception cref="InputException">Something on the chip has no complex continuation.</exception>
    public HolomorphicChip(ChipParts<T> chip, int points)
    {
        HolomorphicFit.Require(chip.Layout);
        NetworkLayout layout = chip.Layout;
        _chip = chip;
        Points = points;
        _metric = NetworkMetric.Of(layout);
        _nudgeFactor = _metric.NudgeFactors(layout)[0];
        StateGroup<T>[] complex = [.. chip.Groups.Select(g => new StateGroup<T>(2 * chip.Capacity, g.Size, outputIsState: false))];
        foreach (SynapseArray<T> synapse in chip.Synapses.Where(s => !s.IsClamped))
        {
            StateGroup<T> source = complex[synapse.Coupling.Source - 1], target = complex[synapse.Coupling.Target - 1];
            target.Incoming.Add(new(source, synapse.Forward, synapse.IsTransposed));
            if (synapse.ActsOnSource)
            {
                source.Incoming.Add(new(target, synapse.Backward, !synapse.IsTransposed));
            }
        }

        _steppers = [.. chip.Groups.Select((real, g) => chip.Kernels.Accept(
            new ComplexStepperMaker<T>(real, complex[g], MembraneModel.Of(layout.Groups[g + 1], layout.Force))))];
        _relaxation = new(chip.Kernels, _steppers, chip.Capacity) { Noise = chip.Noise is { IsWhite: true } ? chip.Noise : null, AveragedSteps = chip.AveragedSteps };
        _samples = [.. chip.Groups.Select(g => new ContourSamples<T>(points, chip.Capacity, g.Size))];
        _readOut = chip.ReadOut is null ? null : new(chip.Kernels, layout, chip.ReadOut, complex[layout.OutputGroup - 1], points, chip.Capacity);
    }

    /// <summary>Most points of a contour.</summary>
    public int Points { get; }

    /// <summary>Most examples.</summary>
    public int Capacity => _chip.Capacity;

    private int OutputGroup => _chip.Layout.OutputGroup - 1;

    public void Begin(int rows)
    {
        _rows = rows;
        _added = 0;
        _readOut?.Begin();
        Array.ForEach(_samples, samples => samples.Sum.Clear());
    }

    public void AddHeld(HoldSlot slot, double weight)
    {
        _chip.Held.RequireHeld(slot, _rows);
        int point = NextPoint();
        for (int g = 0; g < _samples.Length; g++)
        {
            BatchMatrix<T> held = _chip.Held.Activities(slot, g);
            for (int e = 0; e < _rows; e++)
            {
                _samples[g].Add(point * _rows + e, e, held.Row(e), default, weight);
            }
        }

        bool observesState = _chip.Layout.Force == ForceForm.EnergyBased;
        _readOut?.Add(point, _rows, observesState ? _chip.Held.States(slot, OutputGroup) : _chip.Held.Activities(slot, OutputGroup), 1);
    }

    /// <summary>Moves complex states from the held free ones.</summary>
    public RelaxationResult Settle(CostKind cost, Complex beta, BatchMatrix<T> targets, int steps)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            _steppers[g].TakeDrive(_rows);
            _steppers[g].StartFrom(_chip.Held.States(HoldSlot.Free, g), _rows);
        }

        Nudge(cost, beta, targets);
        return _relaxation.Run(_rows, steps, _chip.Threads);
    }

    /// <summary>Adds the point where complex states are.</summary>
    public void AddPresent(Complex weight)
    {
        int point = NextPoint();
        bool averages = _relaxation.AveragedSteps > 0;
        for (int g = 0; g < _samples.Length; g++)
        {
            StateGroup<T> group = _steppers[g].Group;
            BatchMatrix<T> outputs = averages ? group.MeanOutput! : group.Output(0);
            for (int e = 0; e < _rows; e++)
            {
                _samples[g].Add(point * _rows + e, e, outputs.Row(2 * e), outputs.Row(2 * e + 1), weight);
            }
        }

        StateGroup<T> last = _steppers[OutputGroup].Group;
        bool observesState = _chip.Layout.Force == ForceForm.EnergyBased;
        BatchMatrix<T> seen = observesState ? averages ? last.MeanState! : last.State(0) : averages ? last.MeanOutput! : last.Output(0);
        _readOut?.Add(point, _rows, seen, 2);
    }

    public void Update(ContourCommand command)
    {
        int samples = _added * _rows;
        if (_readOut is not null && command.ReadOutRate != 0)
        {
            _readOut.Learn(samples, _rows, command.Points, command.ReadOutRate);
        }

        foreach ((SynapseArray<T> synapse, double weightRate) in _chip.Synapses.Zip(command.WeightRates))
        {
            double rate = weightRate * command.Scale / _rows * _metric.Weights[synapse.Coupling.Target] * synapse.Coupling.Gain;
            if (rate != 0)
            {
                Write(synapse, rate, samples);
            }
        }

        for (int g = 0; g < _samples.Length; g++)
        {
            double rate = command.BiasRates[g + 1] * command.Scale / _rows * _metric.Weights[g + 1];
            _chip.Kernels.WriteBiases(_rows, _samples[g].Sum, _chip.Biases[g], T.CreateTruncating(rate));
        }
    }

    public void Dispose()
    {
        _relaxation.Dispose();
        _readOut?.Dispose();
        foreach (IDisposable part in _samples.Concat<IDisposable>(_steppers.Select(s => s.Group)))
        {
            part.Dispose();
        }
    }

    private void Write(SynapseArray<T> synapse, double rate, int samples)
    {
        (double minimum, double maximum) = _chip.Layout.RangeOf(synapse.Coupling);
        var rule = new WriteRule<T>(T.CreateTruncating(rate), T.CreateTruncating(minimum), T.CreateTruncating(maximum));
        ContourSamples<T> target = _samples[synapse.Coupling.Target - 1];
        if (synapse.IsClamped)
        {
            _chip.Kernels.WriteClamped(_chip.Inputs, target.Sum, synapse.Weights, synapse.Plastic, rule, _chip.Threads);
            return;
        }

        ContourSamples<T> source = _samples[synapse.Coupling.Source - 1];
        (ContourSamples<T> left, ContourSamples<T> right) = synapse.IsTransposed ? (target, source) : (source, target);
        _chip.Kernels.WriteContrast(
            samples, left.Weighted.Real, right.Conjugate.Real, left.Weighted.Across, right.Conjugate.Across,
            synapse.Weights, synapse.Plastic, rule, _chip.Threads);
    }

    private int NextPoint() => _added < Points
        ? _added++
        : throw new InvalidOperationException($"The contour was begun for {Points} points.");

    private void Nudge(CostKind cost, Complex beta, BatchMatrix<T> targets)
    {
        StateGroup<T> outputs = _steppers[OutputGroup].Group;
        outputs.Pushed = true;
        if (cost == CostKind.CrossEntropy)
        {
            ComplexReadOut<T> readOut = _readOut ?? throw new InvalidOperationException("Cross-entropy needs the external read-out.");
            readOut.Beta = beta;
            outputs.PushStiffness = T.Zero;
            _steppers[OutputGroup].ImaginaryStiffness = T.Zero;
            _relaxation.PushSource = readOut;
            return;
        }

        T real = T.CreateTruncating(beta.Real * _nudgeFactor), across = T.CreateTruncating(beta.Imaginary * _nudgeFactor);
        outputs.PushStiffness = real;
        _steppers[OutputGroup].ImaginaryStiffness = across;
        _relaxation.PushSource = null;
        for (int e = 0; e < _rows; e++)
        {
            Span<T> push = outputs.Push.Row(2 * e), pushAcross = outputs.Push.Row(2 * e + 1), target = targets.Row(e);
            for (int i = 0; i < push.Length; i++)
            {
                push[i] = real * target[i];
                pushAcross[i] = across * target[i];
            }
        }
    }
}
