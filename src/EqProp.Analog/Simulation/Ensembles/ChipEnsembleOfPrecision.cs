using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Trajectories;
using EqProp.Analog.Simulation.Engines;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>An ensemble whose states and conductances have one number format.</summary>
internal sealed class ChipEnsemble<T> : ChipEnsemble
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _epsilon;
    private readonly int _threads;
    private readonly EnsembleGroup<T>[] _groups;
    private readonly EnsembleSynapses<T>[] _synapses;
    private readonly EnsembleConductances<T>[] _conductances;
    private readonly ChipMatrix<T>[] _biases;
    private readonly ChipMatrix<T>[] _offsets;
    private readonly ChipMatrix<T>[] _initial;
    private readonly EnsembleRelaxation<T> _relaxation;
    private readonly EnsembleLearning<T> _kernels;
    private readonly EnsembleHold<T> _held;
    private readonly EnsemblePlasticity<T> _plasticity;
    private readonly ClampedInputs<T> _inputs;
    private readonly double[] _linkInputs;
    private readonly bool[] _diverged;
    private readonly double[] _residuals;
    private readonly EnsembleNudge<T> _nudge;
    private readonly EnsembleNetworkMeter<T>? _meter;
    private readonly ChipEnsembleNoise<T>? _noise;
    private readonly ReadOutNoise?[] _readOutNoise;
    private EnsembleSamples<T>[]? _stored;
    private int[] _samples = [];
    private long _clockOfPresentations;
    private long _clock;
    private int _example;
    private bool _driveIsCurrent;

    public ChipEnsemble(IReadOnlyList<ChipInstance> chips, SimulationOptions options, int batchCapacity, EnsembleMeter? meter)
        : base(chips)
    {
        if (options.Meter is not null)
        {
            throw new ArgumentException("A phase meter serves one chip; give an ensemble a meter of its own.", nameof(options));
        }

        _epsilon = chips[0].Description.Simulation.Epsilon
            ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(chips));
        _threads = options.Threads;
        KernelSet<T> kernels = KernelSet<T>.For(options.Width);
        _kernels = EnsembleLearning<T>.For(kernels);
        ChipBlocks blocks = ChipBlocks.For<T>(chips.Count, kernels.Width);
        _groups = [.. Layout.Groups.Skip(1).Select(group => new EnsembleGroup<T>(blocks, group.Size))];
        _biases = [.. _groups.Select(group => new ChipMatrix<T>(blocks, group.Size))];
        _offsets = [.. _groups.Select(group => new ChipMatrix<T>(blocks, group.Size))];
        _initial = [.. _groups.Select(group => new ChipMatrix<T>(blocks, group.Size))];
        EnsembleLinks.Connect(chips, _groups);
        _synapses = [.. Layout.Couplings.Select((_, c) => new EnsembleSynapses<T>(_kernels, chips, c, _groups))];
        _conductances = [.. chips.Select(chip => new EnsembleConductances<T>(chip.Layout))];
        _inputs = new(batchCapacity, Layout.InputCount);
        _linkInputs = Layout.Links.Any(link => link.Source == 0) ? new double[batchCapacity * Layout.InputCount] : [];
        _held = new(_groups, batchCapacity);
        _plasticity = new(_kernels, Layout, _held, _synapses, _biases, batchCapacity);
        _diverged = new bool[chips.Count];
        _residuals = new double[chips.Count];
        _nudge = new(chips, _groups[Layout.OutputGroup - 1], _conductances);
        _relaxation = new(
            [.. Layout.Groups.Skip(1).Zip(_groups, (g, s) => NeuronCatalog.CreateEnsembleStepper(kernels, s, MembraneModel.Of(g, Layout.Force)))],
            IntegrationMethods.OfEnsemble(chips[0].Description.Simulation));
        _noise = ChipEnsembleNoise<T>.Create(chips, options.Width, _kernels, _groups, _synapses);
        _relaxation.Noise = _noise?.Steps;
        _readOutNoise = chips[0].Description.Circuit.Noise?.ReadOut is null ? [] : [.. chips.Select(chip => ReadOutNoise.Create(chip, options.Width))];
        PowerUp();
        _meter = meter is null ? null : CreateMeter(meter);
    }

    public override void Program(int chip, NetworkParameters parameters)
    {
        EnsembleConductances<T> conductances = _conductances[chip];
        conductances.Program(parameters);
        for (int c = 0; c < _synapses.Length; c++)
        {
            _synapses[c].Program(chip, conductances.Written(c), conductances.Forward(c), conductances.Backward(c));
        }

        for (int g = 0; g < _groups.Length; g++)
        {
            NodeGroup group = Chips[chip].Layout.Groups[g + 1];
            _groups[g].Leak.WriteChip(chip, conductances.Leak(g));
            for (int i = 0; i < group.Size; i++)
            {
                _biases[g][i, chip] = T.CreateTruncating(parameters.Biases[g + 1][i]);
                _offsets[g][i, chip] = conductances.Offsets(g)[i];
                _groups[g].Rate[i, chip] = T.CreateTruncating(_epsilon / group.Capacitance[i] * group.SlopeOf(i));
            }
        }

        _nudge.WriteLeaks(chip);
        _noise?.Program(chip, parameters);
        _diverged[chip] = false;
        _driveIsCurrent = false;
        _meter?.MarkWritten();
    }

    public override NetworkParameters ReadBack(int chip)
    {
        var parameters = new NetworkParameters(Layout);
        parameters.ResetLeaks(Chips[chip].Layout);
        for (int c = 0; c < _synapses.Length; c++)
        {
            _synapses[c].ReadBack(chip, parameters.Weights[c]);
        }

        for (int g = 0; g < _biases.Length; g++)
        {
            for (int i = 0; i < _biases[g].Rows; i++)
            {
                parameters.Biases[g + 1][i] = double.CreateTruncating(_biases[g][i, chip]);
            }
        }

        return parameters;
    }

    public override void Load(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows)
    {
        _inputs.Load(inputs, rows);
        _samples = rows.ToArray();
        if (_linkInputs.Length > 0)
        {
            _inputs.CopyTo(_linkInputs);
        }


        _held.Release();
    }

    public override void Present(int example)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)example, (uint)_inputs.Rows);
        _example = example;
        _clock = _clockOfPresentations;
        _driveIsCurrent = false;
        ReleaseNudge();
    }

    public override void StartClock(long step) => _clock = _clockOfPresentations = step;

    public override void StartAtInitialState()
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].State.CopyFrom(_initial[g]);
        }

        AdmitStates();
    }

    public override void MakeRoomForStates(int examples) => _stored = [.. _groups.Select(group => new EnsembleSamples<T>(group.Blocks, examples, group.Size))];

    public override void StartAtStored(int example)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            Stored[g].Recall(example, _groups[g].State);
        }

        AdmitStates();
    }

    public override void StoreStates(int example)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            Stored[g].Keep(example, _groups[g].State);
        }
    }

    public override void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets)
    {
        if (cost != CostKind.SquaredError)
        {
            throw new NotSupportedException("Ensembles are nudged by the squared error.");
        }

        _nudge.Apply(beta, targets);
    }

    public override void ReleaseNudge() => _nudge.Release();

    public override SettlingOutcome Settle(PhaseLength phase)
    {
        RefreshDrive();
        if (_noise is not null)
        {
            _noise.Steps.FirstStep = _clock;
            _noise.Steps.Sample = _samples[_example];
        }

        _meter?.Begin(_inputs, _example);
        RelaxationResult result = _relaxation.Run(Chips.Count, phase.Steps, phase.Residual * _epsilon, _threads);
        _meter?.End(_groups[Layout.OutputGroup - 1].Pushed, chip => result.Times?[chip] ?? result.Steps[chip]);
        _clock += phase.Steps;
        for (int chip = 0; chip < Chips.Count; chip++)
        {
            _diverged[chip] |= result.HasDiverged(chip);
            _residuals[chip] = result.LargestMove[chip] / _epsilon;
        }

        if (result.Divergence is { } divergence && !OutlivesDivergence)
        {
            throw new InputException(
                "dynamics.diverged", "simulation",
                FormattableString.Invariant($"Die {Chips[divergence.Row].Seed} diverged at step {divergence.Step} in group '{Layout.Groups[divergence.Group + 1].Name}'."),
                "Use a smaller simulation.epsilon, or a narrower circuit.coupling.weightRange.",
                FailureKind.Diverged);
        }

        return Outcomes.Of(
            Chips.Count, ResidualOf, chip => result.Times?[chip] ?? result.Steps[chip], chip => !(ResidualOf(chip) > phase.Residual));
    }

    public override double ResidualOf(int chip) => _residuals[chip];

    public override bool HasDiverged(int chip) => _diverged[chip];

    public override void Hold(HoldSlot slot) => _held.Hold(slot, _example);

    public override void Recall(HoldSlot slot)
    {
        _held.Recall(slot, _example);
        AdmitStates();
    }

    public override void Update(PlasticityCommand command)
    {
        if (_example < _inputs.Rows - 1)
        {
            return;
        }

        _held.RequireHeld(command.Plus, _inputs.Rows);
        _held.RequireHeld(command.Minus, _inputs.Rows);
        _held.RequireHeld(command.Pre ?? command.Minus, _inputs.Rows);
        _plasticity.Write(command, _inputs);
        _noise?.MarkWritten();
        _driveIsCurrent = false;
        _meter?.MarkWritten();
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

    public override void ReadAnswers(Span<double> destination)
    {
        EnsembleGroup<T> outputs = _groups[Layout.OutputGroup - 1];
        ChipMatrix<T> values = Layout.Force == ForceForm.EnergyBased ? outputs.State : outputs.Output;
        for (int k = 0; k < outputs.Size; k++)
        {
            for (int chip = 0; chip < Chips.Count;)
            {
                ReadOnlySpan<T> lanes = values.Lanes(k, chip / values.Blocks.Lanes);
                for (int lane = 0; lane < lanes.Length && chip < Chips.Count; lane++, chip++)
                {
                    destination[chip * outputs.Size + k] = double.CreateTruncating(lanes[lane]);
                }
            }
        }

        for (int chip = 0; chip < _readOutNoise.Length; chip++)
        {
            double[] noise = _readOutNoise[chip]!.Draw(_clock, [_samples[_example]]);
            for (int k = 0; k < noise.Length; k++)
            {
                destination[chip * outputs.Size + k] += noise[k];
            }
        }
    }

    public override void Dispose()
    {
        _relaxation.Dispose();
        _meter?.Dispose();
        _noise?.Dispose();
        _plasticity.Dispose();
        _held.Dispose();
        _inputs.Dispose();
        foreach (IDisposable part in _synapses.Concat<IDisposable>(_groups).Concat(_biases).Concat(_offsets).Concat(_initial).Concat(_stored ?? []))
        {
            part.Dispose();
        }
    }

    private EnsembleSamples<T>[] Stored => _stored ?? throw new InvalidOperationException("There is no room for states: call MakeRoomForStates.");

    private void PowerUp()
    {
        for (int chip = 0; chip < Chips.Count; chip++)
        {
            var parameters = new NetworkParameters(Layout);
            parameters.ResetLeaks(Chips[chip].Layout);
            Program(chip, parameters);
            for (int g = 0; g < _groups.Length; g++)
            {
                _initial[g].WriteChip(chip, [.. Chips[chip].Layout.Groups[g + 1].InitialState.Select(T.CreateTruncating)]);
            }
        }

        StartAtInitialState();
    }

    private EnsembleNetworkMeter<T> CreateMeter(EnsembleMeter meter)
    {
        var weights = new EnsembleMeterWeights<T>(Chips, _kernels, _groups, _synapses, _biases, _conductances);
        var created = new EnsembleNetworkMeter<T>(Chips, _groups, weights, meter);
        _nudge.Note(weights.Groups[Layout.OutputGroup - 1][PathTerm.PushPower]);
        _relaxation.Integrals = created.Integrals;
        return created;
    }

    private void AdmitStates()
    {
        _relaxation.AdmitStates(Chips.Count);
        _meter?.Started();
    }

    private void RefreshDrive()
    {
        if (_driveIsCurrent)
        {
            return;
        }

        _noise?.Refresh();
        for (int g = 0; g < _groups.Length; g++)
        {
            _kernels.Add(_biases[g], _offsets[g], _groups[g].Drive);
        }

        for (int c = 0; c < _synapses.Length && _inputs.Rows > 0; c++)
        {
            if (_synapses[c].IsClamped)
            {
                _kernels.AddInputs(_inputs, _example, _synapses[c].Ahead, _groups[Layout.Couplings[c].Target - 1].Drive);
            }
        }

        if (_linkInputs.Length > 0)
        {
            EnsembleLinks.AddInputs(Chips, _groups, _linkInputs.AsSpan(_example * Layout.InputCount, Layout.InputCount));
        }

        _driveIsCurrent = true;
    }
}
