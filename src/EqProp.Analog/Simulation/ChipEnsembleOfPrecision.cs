using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Engines;

namespace EqProp.Analog.Simulation;

/// <summary>An ensemble whose states and conductances have one number format.</summary>
internal sealed class ChipEnsemble<T> : ChipEnsemble
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _epsilon;
    private readonly int _threads;
    private readonly EnsembleGroup<T>[] _groups;
    private readonly (DenseEnsembleCoupling<T>? Forward, DenseEnsembleCoupling<T>? Backward)[] _couplings;
    private readonly EnsembleConductances<T>[] _conductances;
    private readonly EnsembleRelaxation<T> _relaxation;
    private readonly float[] _inputs;
    private readonly double[][] _nudgeFactors;
    private readonly bool _isNudgeEven;
    private double _nudge;

    public ChipEnsemble(IReadOnlyList<ChipInstance> chips, SimulationOptions options)
        : base(chips)
    {
        _epsilon = chips[0].Description.Simulation.Epsilon
            ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(chips));
        _threads = options.Threads;
        KernelSet<T> kernels = KernelSet<T>.For(options.Width);
        ChipBlocks blocks = ChipBlocks.For<T>(chips.Count, kernels.Width);
        _groups = [.. Layout.Groups.Skip(1).Select(group => new EnsembleGroup<T>(blocks, group.Size))];
        EnsembleLinks.Connect(chips, _groups);
        _couplings = [.. Layout.Couplings.Select(Connect)];
        _conductances = [.. chips.Select(chip => new EnsembleConductances<T>(chip.Layout))];
        _inputs = new float[Layout.InputCount];
        _nudgeFactors = [.. chips.Select(chip => NetworkMetric.Of(chip.Layout).NudgeFactors(chip.Layout))];
        _isNudgeEven = NetworkMetric.IsEven([.. _nudgeFactors.SelectMany(factors => factors)]);
        _relaxation = new(
            [.. Layout.Groups.Skip(1).Zip(_groups, (g, s) => NeuronCatalog.CreateEnsembleStepper(kernels, s, MembraneModel.Of(g, Layout.Force)))],
            IntegrationMethods.OfEnsemble(chips[0].Description.Simulation));
        Program(new NetworkParameters(Layout));
        StartAtInitialState();
    }

    public override void Program(int chip, NetworkParameters parameters)
    {
        EnsembleConductances<T> conductances = _conductances[chip];
        conductances.Program(parameters);
        for (int c = 0; c < _couplings.Length; c++)
        {
            Copy(_couplings[c].Forward, conductances.Forward(c), chip, transposed: false);
            Copy(_couplings[c].Backward, conductances.Backward(c), chip, transposed: true);
        }

        for (int g = 0; g < _groups.Length; g++)
        {
            NodeGroup group = Chips[chip].Layout.Groups[g + 1];
            WriteLeaks(chip, g);
            for (int i = 0; i < group.Size; i++)
            {
                _groups[g].Rate[i, chip] = T.CreateTruncating(_epsilon / group.Capacitance[i] * group.SlopeOf(i));
            }
        }

        Drive(chip);
    }

    public override void Clamp(ReadOnlySpan<float> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, _inputs.Length, nameof(inputs));
        inputs.CopyTo(_inputs);
        ReleaseNudge();
        for (int chip = 0; chip < Chips.Count; chip++)
        {
            Drive(chip);
        }
    }

    public override void StartAtInitialState()
    {
        for (int chip = 0; chip < Chips.Count; chip++)
        {
            for (int g = 0; g < _groups.Length; g++)
            {
                _groups[g].State.WriteChip(chip, [.. Chips[chip].Layout.Groups[g + 1].InitialState.Select(T.CreateTruncating)]);
            }
        }

        _relaxation.AdmitStates(Chips.Count);
    }

    public override void Nudge(double beta, ReadOnlySpan<float> targets)
    {
        EnsembleGroup<T> outputs = _groups[Layout.OutputGroup - 1];
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, outputs.Size, nameof(targets));
        outputs.Pushed = true;
        outputs.PushStiffness = _isNudgeEven ? T.CreateTruncating(beta * _nudgeFactors[0][0]) : T.Zero;
        WriteNudge(beta);
        for (int k = 0; k < targets.Length; k++)
        {
            for (int chip = 0; chip < Chips.Count; chip++)
            {
                outputs.Push[k, chip] = T.CreateTruncating(beta * _nudgeFactors[chip][k]) * T.CreateTruncating(targets[k]);
            }
        }
    }

    public override void ReleaseNudge()
    {
        _groups[Layout.OutputGroup - 1].Pushed = false;
        WriteNudge(0);
    }

    public override SettlingOutcome Settle(PhaseLength phase)
    {
        RelaxationResult result = _relaxation.Run(Chips.Count, phase.Steps, phase.Residual * _epsilon, _threads);
        if (result.Divergence is { } divergence)
        {
            throw new InputException(
                "dynamics.diverged", "simulation",
                FormattableString.Invariant($"Die {Chips[divergence.Row].Seed} diverged at step {divergence.Step} in group '{Layout.Groups[divergence.Group + 1].Name}'."),
                "Use a smaller simulation.epsilon, or a narrower circuit.coupling.weightRange.",
                FailureKind.Diverged);
        }

        return Outcomes.Of(
            Chips.Count, chip => result.LargestMove[chip] / _epsilon, chip => result.Times?[chip] ?? result.Steps[chip],
            chip => !(result.LargestMove[chip] / _epsilon > phase.Residual));
    }

    public override void Read(int chip, int group, NodeQuantity quantity, Span<double> destination)
    {
        EnsembleGroup<T> states = _groups[group - 1];
        ChipMatrix<T> values = quantity == NodeQuantity.State ? states.State : states.Output;
        for (int i = 0; i < states.Size; i++)
        {
            destination[i] = double.CreateTruncating(values[i, chip]);
        }
    }

    public override void Dispose()
    {
        _relaxation.Dispose();
        Array.ForEach(_groups, group => group.Dispose());
    }

    private (DenseEnsembleCoupling<T>? Forward, DenseEnsembleCoupling<T>? Backward) Connect(Coupling coupling)
    {
        if (coupling.Source == 0)
        {
            return (null, null);
        }

        EnsembleGroup<T> source = _groups[coupling.Source - 1], target = _groups[coupling.Target - 1];
        return (target.SeeAll(source), coupling.ActsOnSource ? source.SeeAll(target) : null);
    }

    private static void Copy(DenseEnsembleCoupling<T>? coupling, ReadOnlySpan<T> values, int chip, bool transposed)
    {
        if (coupling is null)
        {
            return;
        }

        int columns = transposed ? coupling.Source.Size : values.Length / Math.Max(coupling.Source.Size, 1);
        for (int k = 0; k < values.Length; k++)
        {
            (int i, int j) = Math.DivRem(k, columns);
            coupling[transposed ? i : j, transposed ? j : i, chip] = values[k];
        }
    }

    // Outputs that count unlike in the energy are linear: what a nudge draws from them is a leak of their own.
    private void WriteNudge(double beta)
    {
        _nudge = beta;
        for (int chip = 0; chip < Chips.Count && !_isNudgeEven; chip++)
        {
            WriteLeaks(chip, Layout.OutputGroup - 1);
        }
    }

    private void WriteLeaks(int chip, int group)
    {
        ReadOnlySpan<T> leak = _conductances[chip].Leak(group);
        bool draws = !_isNudgeEven && group == Layout.OutputGroup - 1;
        for (int i = 0; i < leak.Length; i++)
        {
            _groups[group].Leak[i, chip] = leak[i] + (draws ? T.CreateTruncating(_nudge * _nudgeFactors[chip][i]) : T.Zero);
        }
    }

    private void Drive(int chip)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            ReadOnlySpan<T> drive = _conductances[chip].Drive(g, _inputs);
            for (int i = 0; i < drive.Length; i++)
            {
                _groups[g].Drive[i, chip] = drive[i];
            }
        }
    }
}
