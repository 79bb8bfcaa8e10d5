using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>Two simulated chips whose plasticity units see the same hold circuits, so that both are written alike.</summary>
internal sealed class TwinNetwork<T> : ITwinNetwork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SimulatedNetwork<T>[] _copies;
    private readonly bool[] _isNudged = new bool[2];

    public TwinNetwork(ChipInstance first, ChipInstance second, int batchCapacity, SimulationOptions options)
    {
        // One unit writes both: what it makes of a contrast is that of the first copy.
        _copies = [new(first, batchCapacity, options), new(second, batchCapacity, options, unit: first)];
    }

    public NetworkLayout Layout => First.Layout;

    public int BatchCapacity => First.BatchCapacity;

    private SimulatedNetwork<T> First => _copies[0];

    private SimulatedNetwork<T> Second => _copies[1];

    /// <summary>What the two are seen as.</summary>
    private SimulatedNetwork<T> Shown => _isNudged[1] || !_isNudged[0] && IsHeldApart ? Second : First;

    /// <summary>Whether sources hold the outputs of the second copy.</summary>
    private bool IsHeldApart { get; set; }

    public void Program(NetworkParameters parameters) => Array.ForEach(_copies, copy => copy.Program(parameters));

    public NetworkParameters ReadBack() => First.ReadBack();

    public void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows)
    {
        ReleaseNudge();
        foreach (SimulatedNetwork<T> copy in _copies)
        {
            copy.Clamp(inputs, rows);
        }
    }

    public void StartClock(long step) => Array.ForEach(_copies, copy => copy.StartClock(step));

    public void StartAtInitialState() => Array.ForEach(_copies, copy => copy.StartAtInitialState());

    public void StartAtRandom(int seed, ReadOnlySpan<int> rows)
    {
        foreach (SimulatedNetwork<T> copy in _copies)
        {
            copy.StartAtRandom(seed, rows);
        }
    }

    public StateBank CreateBank(int examples) => new TwinStateBank(First.CreateBank(examples), Second.CreateBank(examples));

    public void StartFrom(StateBank bank, ReadOnlySpan<int> rows)
    {
        var twin = (TwinStateBank)bank;
        First.StartFrom(twin.First, rows);
        Second.StartFrom(twin.Second, rows);
    }

    public void Store(StateBank bank, ReadOnlySpan<int> rows)
    {
        var twin = (TwinStateBank)bank;
        First.Store(twin.First, rows);
        Second.Store(twin.Second, rows);
    }

    public void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets) => Nudge(TwinCopy.Second, cost, beta, targets);

    public void Nudge(TwinCopy copy, CostKind cost, double beta, ReadOnlySpan<float> targets)
    {
        _isNudged[(int)copy] = true;
        _copies[(int)copy].Nudge(cost, beta, targets);

        // The read-outs of both learn from what is held of either.
        _copies[1 - (int)copy].NoteTargets(targets);
    }

    public void ClampOutputs(ReadOnlySpan<double> states)
    {
        IsHeldApart = true;
        Second.ClampOutputs(states);
    }

    public void ReleaseNudge()
    {
        Array.Clear(_isNudged);
        IsHeldApart = false;
        Array.ForEach(_copies, copy => copy.ReleaseNudge());
    }

    public SettlingOutcome Settle(PhaseLength phase)
    {
        bool first = _isNudged[0], second = _isNudged[1] || IsHeldApart;
        return (first, second) switch
        {
            (true, false) => First.Settle(phase),
            (false, true) => Second.Settle(phase),
            _ => Slower(First.Settle(phase), Second.Settle(phase)),
        };
    }

    public void Hold(HoldSlot slot)
    {
        Array.ForEach(_copies, copy => copy.Hold(slot));
        Show(slot, Shown);
    }

    public void Hold(TwinCopy copy, HoldSlot slot)
    {
        _copies[(int)copy].Hold(slot);
        Show(slot, _copies[(int)copy]);
    }

    public void Recall(HoldSlot slot) => Array.ForEach(_copies, copy => copy.Recall(slot));

    public void Read(int group, NodeQuantity quantity, Span<double> destination) => Shown.Read(group, quantity, destination);

    public void ReadAnswers(Span<double> destination) => Shown.ReadAnswers(destination);

    public void Update(PlasticityCommand command)
    {
        long now = Math.Max(First.Clock, Second.Clock);
        Array.ForEach(_copies, copy => copy.Update(command, now));
    }

    public UpdateCounts TakeUpdateCounts()
    {
        Second.TakeUpdateCounts();
        return First.TakeUpdateCounts();
    }

    public MemoryBounds CountAtBounds() => First.CountAtBounds();

    public IReadOnlyList<double[]> ReadMemory() => First.ReadMemory();

    public void RestoreMemory(IReadOnlyList<double[]> memory) => Array.ForEach(_copies, copy => copy.RestoreMemory(memory));

    public void Dispose() => Array.ForEach(_copies, copy => copy.Dispose());

    private void Show(HoldSlot slot, SimulatedNetwork<T> copy) => Array.ForEach(_copies, one => one.Held.SampleFrom(slot, copy.Held));

    private static SettlingOutcome Slower(SettlingOutcome one, SettlingOutcome other) => new(
        Math.Max(one.MaxResidual, other.MaxResidual), Math.Max(one.MeanResidual, other.MeanResidual), Math.Max(one.MeanSteps, other.MeanSteps),
        Math.Max(one.Unsettled, other.Unsettled),
        one.ExampleSteps is { } steps && other.ExampleSteps is { } others ? [.. steps.Zip(others, Math.Max)] : null);
}
