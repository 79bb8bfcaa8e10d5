using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>
/// A phase with each output wire spelled out as a linear node behind its neuron, so that equations without wires give its motion:
/// T dl/dt = y - l is a node of capacitance T and unit leak that a one-way synapse of weight one drives. What clips a state with the
/// energy-based force is spelled out too, as ideal diodes on a linear neuron: the force is then smooth on both sides of a rail.
/// </summary>
internal sealed class WiredLayout
{
    private readonly SpicePhase _phase;
    private readonly NetworkLayout _layout;
    private readonly List<NodeGroup> _groups = [];
    private readonly int[] _places;
    private readonly int?[] _wires;

    public WiredLayout(SpicePhase phase)
    {
        _phase = phase;
        _layout = phase.Layout;
        _places = new int[_layout.Groups.Count];
        _wires = new int?[_layout.Groups.Count];
        _groups.Add(_layout.Groups[0]);
        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            AddWires(g);
        }

        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            _places[g] = _groups.Count;
            _groups.Add(WithDiodes(_layout.Groups[g]));
        }

        Equations = MakeEquations();
    }

    /// <summary>The equations of the whole: inputs, wires, then neurons.</summary>
    public NetworkEquations Equations { get; }

    /// <summary>Number of wires; their states come before those of the neurons.</summary>
    public int WireCount => _groups.Skip(1).Take(_wires.Count(wire => wire is not null)).Sum(group => group.Size);

    /// <summary>States at time zero, those of the wires first.</summary>
    public double[] Start()
    {
        double[] states = [.. _phase.InitialState ?? [.. _layout.Groups.Skip(1).SelectMany(group => group.InitialState)]];
        List<double> wires = [];
        int free = 0;
        foreach (NodeGroup group in _layout.Groups.Skip(1))
        {
            var activation = new ActivationFunction(group.Activation, group.Gain, group.Threshold);
            for (int i = 0; i < group.Size; i++, free++)
            {
                if (group.LineTime > 0)
                {
                    wires.Add(_phase.InitialLines?[free] ?? activation.Value(states[free]));
                }
            }
        }

        return [.. wires, .. states];
    }

    /// <summary>The wires of a state, one a free neuron (zero where it has none); null without any.</summary>
    public double[]? LinesOf(double[] state)
    {
        if (WireCount == 0)
        {
            return null;
        }

        int next = 0;
        return [.. _layout.Groups.Skip(1).SelectMany(group => Enumerable.Range(0, group.Size).Select(_ => group.LineTime > 0 ? state[next++] : 0))];
    }

    private void AddWires(int g)
    {
        NodeGroup group = _layout.Groups[g];
        if (group.LineTime == 0)
        {
            return;
        }

        _wires[g] = _groups.Count;
        _groups.Add(new NodeGroup
        {
            Name = group.Name + " wires",
            Role = NodeRole.Hidden,
            Size = group.Size,
            Activation = ActivationKind.Linear,
            Leak = [.. Enumerable.Repeat(1.0, group.Size)],
            Capacitance = [.. Enumerable.Repeat(group.LineTime, group.Size)],
            InitialState = new double[group.Size],
        });
    }

    private NodeGroup WithDiodes(NodeGroup group)
    {
        NodeDiode[] clips = group.Activation switch
        {
            _ when _layout.Force != ForceForm.EnergyBased => [],
            ActivationKind.HardSigmoid => [Clip(DiodeDirection.IntoMembrane, 0), Clip(DiodeDirection.FromMembrane, 1)],
            ActivationKind.Relu => [Clip(DiodeDirection.IntoMembrane, 0)],
            _ => [],
        };
        return clips.Length == 0 ? group : group with { Activation = ActivationKind.Linear, Diodes = [.. group.Diodes, .. clips] };

        static NodeDiode Clip(DiodeDirection direction, double level) => new(DiodeKind.Ideal, direction, level, 0, 1);
    }

    private NetworkEquations MakeEquations()
    {
        List<(Coupling Coupling, double[] Weights)> couplings = [];
        for (int c = 0; c < _layout.Couplings.Count; c++)
        {
            couplings.AddRange(Spelled(_layout.Couplings[c], _phase.Parameters.Weights[c]));
        }

        for (int g = 1; g < _places.Length; g++)
        {
            if (_wires[g] is { } wire)
            {
                int size = _layout.Groups[g].Size;
                couplings.Add((OneWay(_places[g], wire, 1), [.. Enumerable.Range(0, size * size).Select(k => k / size == k % size ? 1.0 : 0)]));
            }
        }

        NetworkLayout layout = _layout with { Groups = _groups, Couplings = [.. couplings.Select(coupling => coupling.Coupling)] };
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < couplings.Count; c++)
        {
            couplings[c].Weights.CopyTo(parameters.Weights[c], 0);
        }

        for (int g = 1; g < _places.Length; g++)
        {
            _phase.Parameters.Biases[g].CopyTo(parameters.Biases[_places[g]], 0);
        }

        return new NetworkEquations(layout, parameters);
    }

    private IEnumerable<(Coupling Coupling, double[] Weights)> Spelled(Coupling coupling, double[] weights)
    {
        int source = coupling.Source, target = coupling.Target;
        if (_wires[source] is null && _wires[target] is null)
        {
            yield return (coupling with { Source = _places[source], Target = _places[target], Plastic = null, InitialWeights = null }, weights);
            yield break;
        }

        yield return (OneWay(_wires[source] ?? _places[source], _places[target], coupling.Gain) with { Synapse = coupling.Synapse }, weights);
        if (coupling.Kind == EdgeKind.Reciprocal && source > 0 && source != target)
        {
            int rows = _layout.Groups[source].Size, columns = _layout.Groups[target].Size;
            double[] back = [.. Enumerable.Range(0, weights.Length).Select(k => weights[k % rows * columns + k / rows])];
            yield return (OneWay(_wires[target] ?? _places[target], _places[source], 1 / coupling.Gain) with { Synapse = coupling.Synapse }, back);
        }
    }

    private static Coupling OneWay(int source, int target, double gain) =>
        new() { Source = source, Target = target, Kind = EdgeKind.OneWay, Gain = gain };
}
