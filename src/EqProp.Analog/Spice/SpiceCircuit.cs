using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Spice;

/// <summary>The nodes of a netlist while it is written, and the text so far.</summary>
internal sealed class SpiceCircuit
{
    /// <summary>The node at the voltage of the state zero.</summary>
    public const string Reference = "ref";

    private readonly SpiceNames _names = new();
    private readonly string[][] _membranes;
    private readonly string[][] _states;
    private readonly string[][] _activities;
    private readonly string[][] _outputs;
    private readonly string[][] _summing;
    private readonly string?[][] _wires;
    private readonly Dictionary<(int Group, int Node, double Gain), string> _drivers = [];

    private readonly int[] _firstFree;
    private readonly IReadOnlyDictionary<int, int> _inductors;

    public SpiceCircuit(SpicePhase phase)
    {
        Phase = phase;
        Layout = phase.Parameters.WithLeaks(phase.Layout);
        _firstFree = [.. Layout.Groups.Select((_, g) => Layout.Groups.Skip(1).Take(g - 1).Sum(group => group.Size))];
        _inductors = InductorBranches.Find(Layout);
        _names.Take(Reference);
        _membranes = [.. Layout.Groups.Select(group => Enumerable.Range(0, group.Size).Select(i => _names.Take(group.NameOf(i))).ToArray())];
        _states = [.. _membranes.Select(nodes => (string[])nodes.Clone())];
        _activities = [.. _membranes.Select(nodes => (string[])nodes.Clone())];
        _outputs = [.. _membranes.Select(nodes => (string[])nodes.Clone())];
        _wires = [.. _membranes.Select(nodes => new string?[nodes.Length])];
        _summing = [.. _membranes.Select(nodes => (string[])nodes.Clone())];
    }

    public SpicePhase Phase { get; }

    /// <summary>The chip with the leaks that were written.</summary>
    public NetworkLayout Layout { get; }

    public DimensionlessMap Map => Layout.Map;

    public DeckText Text { get; } = new();

    public bool IsEnergyBased => Layout.Force == ForceForm.EnergyBased;

    /// <summary>Whether neurons have a nonlinear conductance and an inhibitor.</summary>
    public bool HasCells => Layout.Groups.Any(group => group.Nonlinearity is not null);

    /// <summary>Where the states are: the inputs of activation circuits.</summary>
    public IReadOnlyList<IReadOnlyList<string>> States => _states;

    /// <summary>A new node beside one of the circuit's.</summary>
    public string NewNode(int group, int node, string role) => _names.Take($"{_membranes[group][node]}_{role}");

    /// <summary>A new node of the whole circuit.</summary>
    public string NewNode(string name) => _names.Take(name);

    public string Membrane(int group, int node) => _membranes[group][node];

    /// <summary>Where the state of a node is: the membrane itself unless the activation circuit has an offset or a slope of its own.</summary>
    public string State(int group, int node) => _states[group][node];

    /// <summary>Says that the state of a node is not on its membrane.</summary>
    public void MoveState(int group, int node, string to) => _states[group][node] = to;

    /// <summary>Where the activity of a node is, over the reference; the membrane itself where s is y.</summary>
    public string Activity(int group, int node) => _activities[group][node];

    /// <summary>Where synapses see the activity of a node: behind its wire, where it has one.</summary>
    public string Output(int group, int node) => _outputs[group][node];

    /// <summary>Says that the activity of a node is not on its membrane.</summary>
    public void MoveActivity(int group, int node, string to)
    {
        _activities[group][node] = to;
        _outputs[group][node] = to;
    }

    /// <summary>Puts a wire with a voltage of its own between the activity of a node and those who see it.</summary>
    public void AddWire(int group, int node, string wire)
    {
        _outputs[group][node] = wire;
        _wires[group][node] = wire;
    }

    /// <summary>The output wire of a node; null where it follows the activity at once.</summary>
    public string? Wire(int group, int node) => _wires[group][node];

    /// <summary>Where the currents into a node are summed; the membrane itself unless they are multiplied by rho' first.</summary>
    public string Summing(int group, int node) => _summing[group][node];

    /// <summary>Says that the currents into a node are summed elsewhere.</summary>
    public void MoveSumming(int group, int node, string to) => _summing[group][node] = to;

    /// <summary>Whether resistors join membranes of a group without a buffer between.</summary>
    public bool IsUnbuffered(int group) => group > 0 && Layout.Groups[group].Activation == ActivationKind.Linear;

    /// <summary>The group of the membranes on which a group of inhibitors hangs as currents of inductors; null for a group with nodes of its own.</summary>
    public int? InductorsOn(int group) => _inductors.TryGetValue(group, out int activator) ? activator : null;

    /// <summary>State of a free node at time zero.</summary>
    public double InitialState(int group, int node) =>
        Phase.InitialState is { } states ? states[_firstFree[group] + node] : Layout.Groups[group].InitialState[node];

    /// <summary>Activity on the output wire of a free node at time zero, where the phase says so.</summary>
    public double? InitialLine(int group, int node) => Phase.InitialLines?[_firstFree[group] + node];

    /// <summary>A node that any load may hang on, at <paramref name="gain"/> times the activity of a node over the reference.</summary>
    public string Driver(int group, int node, double gain)
    {
        bool own = gain == 1 && (group == 0 || (Output(group, node) != Membrane(group, node) && Layout.Groups[group].LineTime == 0));
        if (own)
        {
            return Output(group, node);
        }

        if (!_drivers.TryGetValue((group, node, gain), out string? driver))
        {
            string role = gain == -1 ? "inv" : gain == 1 ? "buf" : gain > 0 ? "amp" : "inv_amp";
            driver = NewNode(group, node, role);
            _drivers.Add((group, node, gain), driver);
            Text.Device('e', driver, $"{driver} {Reference} {Output(group, node)} {Reference} {Number(gain)}");
        }

        return driver;
    }

    /// <summary>The rails of a group's states.</summary>
    public (double Lower, double Upper) Rails(NodeGroup group)
    {
        var activation = new ActivationFunction(group.Activation);
        double lower = IsEnergyBased ? activation.LowerRail : double.NegativeInfinity;
        double upper = IsEnergyBased ? activation.UpperRail : double.PositiveInfinity;
        foreach (NodeDiode diode in group.Diodes.Where(diode => diode.Kind == DiodeKind.Ideal))
        {
            (lower, upper) = diode.Direction == DiodeDirection.FromMembrane
                ? (lower, Math.Min(upper, diode.Level))
                : (Math.Max(lower, diode.Level), upper);
        }

        return (lower, upper);
    }

    public static string Number(double value) => SpiceNumber.Text(value);

    /// <summary>A quantity for a comment.</summary>
    public static string Rounded(double value, string unit) => SpiceNumber.Text(double.Parse(
        value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) + unit;
}
