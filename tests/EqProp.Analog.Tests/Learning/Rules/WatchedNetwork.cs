using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Learning.Rules;

/// <summary>A chip that does what it is asked and notes its conductances after every write.</summary>
internal sealed class WatchedNetwork(IPhysicalNetwork chip) : IPhysicalNetwork
{
    public List<NetworkParameters>? Seen { get; init; }

    public NetworkLayout Layout => chip.Layout;

    public int BatchCapacity => chip.BatchCapacity;

    public void Program(NetworkParameters parameters) => chip.Program(parameters);

    public NetworkParameters ReadBack() => chip.ReadBack();

    public void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows) => chip.Clamp(inputs, rows);

    public void StartClock(long step) => chip.StartClock(step);

    public void StartAtInitialState() => chip.StartAtInitialState();

    public void StartAtRandom(int seed, ReadOnlySpan<int> rows) => chip.StartAtRandom(seed, rows);

    public StateBank CreateBank(int examples) => chip.CreateBank(examples);

    public void StartFrom(StateBank bank, ReadOnlySpan<int> rows) => chip.StartFrom(bank, rows);

    public void Store(StateBank bank, ReadOnlySpan<int> rows) => chip.Store(bank, rows);

    public void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets) => chip.Nudge(cost, beta, targets);

    public void ClampOutputs(ReadOnlySpan<double> states) => chip.ClampOutputs(states);

    public void ReleaseNudge() => chip.ReleaseNudge();

    public SettlingOutcome Settle(PhaseLength phase) => chip.Settle(phase);

    public void Hold(HoldSlot slot) => chip.Hold(slot);

    public void Recall(HoldSlot slot) => chip.Recall(slot);

    public void Read(int group, NodeQuantity quantity, Span<double> destination) => chip.Read(group, quantity, destination);

    public void ReadAnswers(Span<double> destination) => chip.ReadAnswers(destination);

    public void Update(PlasticityCommand command)
    {
        chip.Update(command);
        if (command.Mode != UpdateMode.Accumulate)
        {
            Seen?.Add(chip.ReadBack());
        }
    }

    public void Dispose() => chip.Dispose();
}
