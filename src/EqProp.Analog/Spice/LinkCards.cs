using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>Writes fixed couplings of node to node: transconductances, and resistors where they load.</summary>
internal sealed class LinkCards(SpiceCircuit circuit)
{
    private const string Ref = SpiceCircuit.Reference;

    /// <summary>How many resistors each end still has to be given: what it receives, from where, through what conductance.</summary>
    private readonly Dictionary<Resistor, int> _open = [];

    private NetworkLayout Layout => circuit.Layout;

    public void Write()
    {
        foreach (Link link in Layout.Links.Where(link => !link.Loads && !IsWithinBranch(link)))
        {
            Head(link, "transconductances", "g: a current of the conductance times the voltage over ref, into the target");
            foreach (int i in Ends(link))
            {
                (string from, string to) = (circuit.Output(link.Source, link.Seen(i)), circuit.Summing(link.Target, i));
                circuit.Text.Device('g', Name(link, i), $"0 {to} {from} {Ref} {SpiceCircuit.Number(circuit.Map.ToSiemens(link.Gains[i]))}");
            }
        }

        WriteResistors([.. Layout.Links.Where(link => link.Loads)]);
    }

    private void WriteResistors(Link[] links)
    {
        foreach (Link link in links)
        {
            foreach (int i in Ends(link))
            {
                Resistor end = End(link, i);
                _open[end] = _open.GetValueOrDefault(end) + 1;
            }
        }

        foreach (Link link in links)
        {
            int[] unwritten = [.. Ends(link).Where(i => _open[End(link, i)] > 0)];
            if (unwritten.Length == 0)
            {
                continue;
            }

            Head(link, "resistors", "r: between two membranes, or from a buffer (_buf) where only one side sees the other");
            foreach (int i in unwritten)
            {
                WriteResistor(link, i);
            }
        }
    }

    private void WriteResistor(Link link, int i)
    {
        Resistor end = End(link, i), far = end.Turned;
        if (_open[end] == 0)
        {
            return;
        }

        _open[end]--;
        bool joins = IsMembrane(end.Target, end.Node) && IsMembrane(end.Source, end.Seen) && _open.GetValueOrDefault(far) > 0;
        if (joins)
        {
            _open[far]--;
        }

        string near = joins ? circuit.Membrane(end.Source, end.Seen) : circuit.Driver(end.Source, end.Seen, gain: 1);
        string resistance = SpiceCircuit.Number(1 / circuit.Map.ToSiemens(end.Conductance));
        circuit.Text.Device('r', Name(link, i), $"{near} {circuit.Membrane(end.Target, i)} {resistance}");
    }

    private void Head(Link link, string what, string legend)
    {
        circuit.Text.Section($"{what} from {Layout.Groups[link.Source].Name} to {Layout.Groups[link.Target].Name}, node to node");
        circuit.Text.Comment(legend);
    }

    private string Name(Link link, int i) => $"{circuit.Membrane(link.Source, link.Seen(i))}_to_{circuit.Membrane(link.Target, i)}";

    /// <summary>Nodes of the target that see one of the source.</summary>
    private static IEnumerable<int> Ends(Link link) => Enumerable.Range(0, link.Gains.Count).Where(i => link.Gains[i] != 0);

    /// <summary>An inductor's current is the coupling of its inhibitor: it needs no transconductors.</summary>
    private bool IsWithinBranch(Link link) => circuit.InductorsOn(link.Source) is not null || circuit.InductorsOn(link.Target) is not null;

    private bool IsMembrane(int group, int node) => group > 0 && circuit.Output(group, node) == circuit.Membrane(group, node);

    private static Resistor End(Link link, int i) => new(link.Target, i, link.Source, link.Seen(i), link.Gains[i]);

    private readonly record struct Resistor(int Target, int Node, int Source, int Seen, double Conductance)
    {
        public Resistor Turned => new(Source, Seen, Target, Node, Conductance);
    }
}
