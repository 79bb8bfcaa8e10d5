using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Engines;
using EqProp.Analog.Simulation.Noise;
using EqProp.Analog.Simulation.Plasticity;

namespace EqProp.Analog.Simulation;

/// <summary>A simulated chip whose states and conductances have one number format.</summary>
internal sealed partial class SimulatedNetwork<T> : IPhysicalNetwork, IHolomorphicChip, IWaveformSource
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SimulationOptions _options;
    private readonly double _epsilon;
    private readonly KernelSet<T> _kernels;
    private readonly StateGroup<T>[] _groups;
    private readonly SynapseArray<T>[] _synapses;
    private readonly OutputLines<T> _lines;
    private readonly NodeLinks<T> _links;
    private readonly SynapticLoads<T> _loads;
    private readonly BatchMatrix<T>[] _biases;
    private readonly T[][] _leaks;
    private readonly ClampedInputs<T> _inputs;
    private readonly PhaseEngine<T> _engine;
    private readonly SampleHold<T> _held;
    private readonly PlasticityUnit<T> _plasticity;
    private readonly ExternalReadOut<T>? _readOut;
    private readonly ParameterPort<T> _parameters;
    private readonly SeenSignals<T> _seen;
    private readonly ChipNoise<T>? _noise;
    private readonly ReadPort<T> _port;
    private readonly double _nudgeFactor;
    private readonly UnevenNudge<T>? _unevenNudge;
    private readonly int _averagingSteps;
    private readonly bool _averages;
    private int[] _samples = [];
    private long _clock;
    private int _rows;
    private bool _driveIsCurrent;

    /// <param name="chip">The chip.</param>
    /// <param name="batchCapacity">Largest minibatch.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="unit">The chip that the plasticity unit is made for; null: this one.</param>
    public SimulatedNetwork(ChipInstance chip, int batchCapacity, SimulationOptions options, ChipInstance? unit = null)
    {
        Layout = chip.Layout;
        BatchCapacity = batchCapacity;
        _options = options;
        SimulationBlock simulation = chip.Description.Simulation;
        _epsilon = simulation.Epsilon ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(chip));
        _kernels = KernelSet<T>.For(options.Width);
        bool hasStages = PhaseEngine<T>.HasStagesOfFixedSteps(simulation);
        _groups = [.. Layout.Groups.Skip(1).Select(group => CreateGroup(group, hasStages))];
        _biases = [.. _groups.Select(g => new BatchMatrix<T>(1, g.Size))];
        _synapses = [.. Layout.Couplings.Select(c => new SynapseArray<T>(Layout, c, SynapseDevices<T>.HasTwoWays(chip)))];
        _lines = new(Layout, _groups, batchCapacity, simulation.Settling == SettlingKind.Transient ? _epsilon : null);
        _links = new(Layout, _groups, batchCapacity);
        _leaks = [.. Layout.Groups.Skip(1).Select(g => g.PlasticLeak ? g.Leak.Select(T.CreateTruncating).ToArray() : [])];
        _loads = new(Layout, _kernels, _groups, _synapses, _leaks);
        Connect();
        _inputs = new(batchCapacity, Layout.InputCount);
        _averagingSteps = simulation.AveragingSteps ?? 1;
        _averages = _averagingSteps > 1;
        _seen = new(_groups);
        _held = new(_groups, _seen, _averages, HoldFaults<T>.Create(chip, options.Width), batchCapacity);
        _noise = ChipNoise<T>.Create(chip, options.Width, _kernels, _groups, _lines, _synapses, _leaks);
        _plasticity = new(
            _kernels, (unit ?? chip).Layout, _held, _synapses, _biases, _leaks, _inputs, UnitFaults<T>.Create(unit ?? chip, _synapses, options.Width), batchCapacity);
        _readOut = Layout.ReadOutClasses > 0 ? new(_kernels, Layout, _groups[Layout.OutputGroup - 1], batchCapacity) : null;
        double[] factors = NetworkMetric.Of(Layout).NudgeFactors(Layout);
        _nudgeFactor = factors[0];
        _unevenNudge = NetworkMetric.IsEven(factors) ? null : new(_groups[Layout.OutputGroup - 1], factors, batchCapacity);
        _port = new(Layout, _seen, _inputs, _readOut, ReadOutNoise.Create(chip, options.Width), ReadConverter<double>.Create(
            chip.Description.Circuit.ReadOutConverter, new(Layout.Map, chip.Description.Circuit.Process.Temperature)));
        _parameters = new(Layout, _synapses, _biases, _leaks, _readOut);
        _engine = PhaseEngine<T>.Create(
            Layout,
            [
                .. Layout.Groups.Skip(1).Zip(_groups, (g, s) => NeuronCatalog.CreateStepper(_kernels, s, MembraneModel.Of(g, Layout.Force))),
                .. _lines.Steppers(_kernels),
            ],
            simulation, _noise?.Steps, batchCapacity, options.Threads);
        _meter = CreateMeter(chip, options.Meter);
    }

    public NetworkLayout Layout { get; }

    public int BatchCapacity { get; }

    /// <summary>The hold circuits.</summary>
    public SampleHold<T> Held => _held;

    public void Program(NetworkParameters parameters)
    {
        _parameters.Program(parameters);
        _plasticity.Adopt();
        NoteWritten();
    }

    public NetworkParameters ReadBack() => _parameters.ReadBack();

    public void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length, BatchCapacity);
        _inputs.Load(inputs, rows);
        _links.Clamp(inputs, rows);
        _rows = rows.Length;
        _samples = rows.ToArray();
        _noise?.Steps.Name(rows);
        _driveIsCurrent = false;
        _held.Release();
        ReleaseNudge();
    }

    public void StartClock(long step) => _clock = step;

    /// <summary>Tells the external read-out, where there is one, what it is to answer, without a nudge.</summary>
    public void NoteTargets(ReadOnlySpan<float> targets)
    {
        if (_readOut is not null)
        {
            CopyTargets(targets, _readOut.Targets, T.One);
        }
    }

    public void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets)
    {
        StateGroup<T> outputs = _groups[Layout.OutputGroup - 1];
        outputs.IsHeld = false;
        outputs.Pushed = true;
        NoteNudge(cost, beta, targets);
        if (cost == CostKind.CrossEntropy)
        {
            ExternalReadOut<T> readOut = _readOut ?? throw new InvalidOperationException("Cross-entropy needs the external read-out.");
            CopyTargets(targets, readOut.Targets, T.One);
            readOut.Beta = T.CreateTruncating(beta);
            outputs.PushStiffness = T.Zero;
            _engine.PushSource = readOut;
            return;
        }

        if (_unevenNudge is not null)
        {
            CopyTargets(targets, _unevenNudge.Targets, T.One);
            _unevenNudge.Beta = beta;
            outputs.PushStiffness = T.Zero;
            _engine.PushSource = _unevenNudge;
            return;
        }

        _engine.PushSource = null;
        CopyTargets(targets, outputs.Push, T.CreateTruncating(beta * _nudgeFactor));
        outputs.PushStiffness = T.CreateTruncating(beta * _nudgeFactor);
    }

    public void ClampOutputs(ReadOnlySpan<double> states)
    {
        ReleaseNudge();
        StateGroup<T> outputs = _groups[Layout.OutputGroup - 1];
        outputs.IsHeld = true;
        for (int row = 0; row < _rows; row++)
        {
            Span<T> held = outputs.State(0).Row(row);
            for (int i = 0; i < held.Length; i++)
            {
                held[i] = T.CreateTruncating(states[row * held.Length + i]);
            }
        }

        // Wires behind other nodes stay where they are: only what drives the outputs has changed.
        _seen.AreMeans = false;
        _engine.AdmitStates(_rows);
    }

    public void ReleaseNudge()
    {
        StateGroup<T> outputs = _groups[Layout.OutputGroup - 1];
        outputs.Pushed = false;
        outputs.IsHeld = false;
        _engine.PushSource = null;
    }

    public SettlingOutcome Settle(PhaseLength phase)
    {
        RefreshDrive();
        if (_noise is not null)
        {
            _noise.Steps.FirstStep = _clock;
        }

        _meter?.Begin(_rows);
        SettlingOutcome outcome = _engine.Settle(_rows, phase);
        TakeDown();
        _clock += phase.Steps;
        _seen.AreMeans = _averages;
        return outcome;
    }

    public bool SamplesAnyTime => _engine.SamplesAnyTime;

    public WaveformSamples Sample(PhaseLength phase, IReadOnlyList<double> secondsFromStart)
    {
        if (_rows != 1)
        {
            throw new InvalidOperationException($"Waveforms are taken of one example; {_rows} are clamped.");
        }

        RefreshDrive();
        double step = Layout.Map.ToSeconds(_epsilon);
        return _engine.Sample(phase, [.. secondsFromStart.Select(seconds => seconds / step)]);
    }

    public void Hold(HoldSlot slot) => _held.Hold(slot, _samples, _clock);

    public void Recall(HoldSlot slot)
    {
        _held.Recall(slot, _rows);
        if (_held.RecallsStatesAlone)
        {
            AdmitStates();
            return;
        }

        _lines.Start(_rows);
        _meter?.Started(_rows);
    }

    public void Read(int group, NodeQuantity quantity, Span<double> destination) => _port.Read(group, quantity, _rows, destination);

    public void ReadAnswers(Span<double> destination) => _port.ReadAnswers(_clock, _samples, destination);

    /// <summary>Step at which the chip is.</summary>
    public long Clock => _clock;

    public void Update(PlasticityCommand command) => Update(command, _clock);

    /// <summary>The same, with noise of the unit that another step names.</summary>
    public void Update(PlasticityCommand command, long step)
    {
        _held.RequireHeld(command.Plus, _rows);
        _held.RequireHeld(command.Minus, _rows);
        _held.RequireHeld(command.Pre ?? command.Minus, _rows);
        _held.Wait(command.Plus, _samples, _clock);
        _held.Wait(command.Minus, _samples, _clock);
        _held.Wait(command.Pre ?? command.Minus, _samples, _clock);
        if (_readOut is not null && command.ReadOutRate != 0)
        {
            HoldSlot[] nudged = [.. new[] { command.Plus, command.Minus }.Where(slot => slot != HoldSlot.Free)];
            _readOut.Learn(_held, nudged, Layout.OutputGroup - 1, _rows, command.ReadOutRate);
        }

        _plasticity.Update(command, new(step, _samples), _options.Threads);
        if (command.Mode != UpdateMode.Accumulate)
        {
            NoteWritten();
        }
    }

    public UpdateCounts TakeUpdateCounts() => _plasticity.TakeCounts();

    public MemoryBounds CountAtBounds() => _plasticity.CountAtBounds();

    public IReadOnlyList<double[]> ReadMemory() => _plasticity.ReadMemory();

    public void RestoreMemory(IReadOnlyList<double[]> memory)
    {
        _plasticity.RestoreMemory(memory);
        NoteWritten();
    }

    public void Dispose()
    {
        _holomorphic?.Dispose();
        _complexTargets?.Dispose();
        _engine.Dispose();
        _meter?.Dispose();
        _noise?.Dispose();
        _plasticity.Dispose();
        _held.Dispose();
        _inputs.Dispose();
        _readOut?.Dispose();
        _unevenNudge?.Dispose();
        _lines.Dispose();
        _links.Dispose();
        foreach (IDisposable part in _groups.Concat<IDisposable>(_biases).Concat(_synapses))
        {
            part.Dispose();
        }
    }

    private StateGroup<T> CreateGroup(NodeGroup node, bool hasStages)
    {
        NeuronModel model = MembraneModel.Of(node, Layout.Force);
        var group = new StateGroup<T>(BatchCapacity, node.Size, model.OutputIsState && !hasStages) { KeepsPadding = !model.RestsAtZero };
        for (int i = 0; i < node.Size; i++)
        {
            group.Leak.Row(0)[i] = T.CreateTruncating(node.Leak[i]);
            group.Rate.Row(0)[i] = T.CreateTruncating(_epsilon / node.Capacitance[i] * node.SlopeOf(i));
        }

        return group;
    }

    private void Connect()
    {
        foreach (var synapse in _synapses.Where(s => !s.IsClamped))
        {
            int source = synapse.Coupling.Source - 1, target = synapse.Coupling.Target - 1;
            _groups[target].Incoming.Add(new(_lines.Behind(source), synapse.Forward, synapse.IsTransposed));
            if (synapse.ActsOnSource)
            {
                _groups[source].Incoming.Add(new(_lines.Behind(target), synapse.Backward, !synapse.IsTransposed));
            }
        }
    }

    private void NoteWritten()
    {
        _loads.MarkWritten();
        _meter?.MarkWritten();
        _noise?.MarkWritten();
        _driveIsCurrent = false;
    }

    private void RefreshDrive()
    {
        if (_driveIsCurrent)
        {
            return;
        }

        _loads.Refresh(_options.Threads);
        _noise?.Refresh(_options.Threads);
        for (int g = 0; g < _groups.Length; g++)
        {
            ReadOnlySpan<T> drive = _loads.Drive(g, _biases[g].Row(0));
            for (int row = 0; row < _rows; row++)
            {
                drive.CopyTo(_groups[g].Drive.Row(row));
            }
        }

        _links.AddToDrive(_rows);
        foreach (var synapse in _synapses.Where(s => s.IsClamped))
        {
            _kernels.AddClampedDrive(_inputs, synapse.Forward, _groups[synapse.Coupling.Target - 1].Drive, _options.Threads);
        }

        _driveIsCurrent = true;
    }

    private void CopyTargets(ReadOnlySpan<float> targets, BatchMatrix<T> destination, T scale)
    {
        int columns = destination.Columns;
        for (int row = 0; row < _rows; row++)
        {
            Span<T> to = destination.Row(row);
            for (int i = 0; i < columns; i++)
            {
                to[i] = scale * T.CreateTruncating(targets[row * columns + i]);
            }
        }
    }
}
