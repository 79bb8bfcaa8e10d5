using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Learning;

/// <summary>A chip that writes down what it is asked to do, and reads as the test says.</summary>
internal sealed class RecordingNetwork(NetworkLayout layout) : IPhysicalNetwork
{
    /// <summary>What was asked for, in order; reading back and reading nodes change nothing and are left out.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Every command to the plasticity unit.</summary>
    public List<PlasticityCommand> Updates { get; } = [];

    /// <summary>What reading the answers gives, over and over.</summary>
    public double[] Answers { get; init; } = [];

    /// <summary>Activities of each group, one after the other.</summary>
    public Dictionary<int, double[]> Activities { get; } = [];

    public SettlingOutcome Outcome { get; init; }

    public NetworkLayout Layout => layout;

    public int BatchCapacity => 4;

    public void Program(NetworkParameters parameters) => Calls.Add("program");

    public NetworkParameters ReadBack() => new(layout);

    public void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows) => Calls.Add($"clamp {Text(rows)}");

    public void StartAtInitialState() => Calls.Add("start");

    public void StartAtRandom(int seed, ReadOnlySpan<int> rows) => Calls.Add($"start at random {Text(rows)}");

    public StateBank CreateBank(int examples) => new Records.FileBank(examples, 1);

    public void StartFrom(StateBank bank, ReadOnlySpan<int> rows) => Calls.Add($"start from {Text(rows)}");

    public void Store(StateBank bank, ReadOnlySpan<int> rows) => Calls.Add($"store {Text(rows)}");

    public void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets) =>
        Calls.Add(FormattableString.Invariant($"nudge {cost} {beta} to {string.Join(' ', targets.ToArray())}"));

    public void ClampOutputs(ReadOnlySpan<double> states) =>
        Calls.Add(FormattableString.Invariant($"clamp outputs {string.Join(' ', states.ToArray())}"));

    public void ReleaseNudge() => Calls.Add("release");

    public SettlingOutcome Settle(PhaseLength phase)
    {
        Calls.Add($"settle {phase.Steps}");
        return Outcome;
    }

    public void Hold(HoldSlot slot) => Calls.Add($"hold {slot}");

    public void Recall(HoldSlot slot) => Calls.Add($"recall {slot}");

    public void Read(int group, NodeQuantity quantity, Span<double> destination) => Activities[group].CopyTo(destination);

    public void ReadAnswers(Span<double> destination) => Answers.CopyTo(destination);

    public void Update(PlasticityCommand command)
    {
        string form = command.Form == CorrelationForm.Contrast ? "" : $" {command.Form}";
        string before = command.Pre is { } pre ? $" of {pre}" : "";
        string mode = command.Mode == UpdateMode.Write ? "" : $" {command.Mode}";
        Calls.Add(FormattableString.Invariant($"update {command.Plus}-{command.Minus} {command.Scale}{form}{before}{mode}"));
        Updates.Add(command);
    }

    public void Dispose()
    {
    }

    private static string Text(ReadOnlySpan<int> rows) => string.Join(' ', rows.ToArray());
}
