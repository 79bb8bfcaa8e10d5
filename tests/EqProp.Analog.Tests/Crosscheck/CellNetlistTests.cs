using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>FitzHugh-Nagumo circuits move in ngspice, and in the engine that ships, as their equations say, which each test writes out.</summary>
public class CellNetlistTests
{
    /// <summary>Largest difference in swings at any time; 2e-8 to 4e-6 were measured.</summary>
    private const double Bar = 3e-5;

    public static TheoryData<NonlinearityKind, InhibitorBranch> Forms
    {
        get
        {
            var forms = new TheoryData<NonlinearityKind, InhibitorBranch>();
            foreach (NonlinearityKind kind in Enum.GetValues<NonlinearityKind>())
            {
                forms.Add(kind, InhibitorBranch.Inductor);
                forms.Add(kind, InhibitorBranch.Gyrator);
            }

            return forms;
        }
    }

    [NgspiceTheory]
    [MemberData(nameof(Forms))]
    public void One_cell_oscillates(NonlinearityKind kind, InhibitorBranch branch)
    {
        CellForm form = CellForm.Oscillating(kind);
        SpicePhase phase = CellPhases.Row(1, 0, false, form, branch, [form.Start, 0.1], timeConstants: 50);
        ComparedPhase compared = Compare(phase, s => [form.Rate(s[0], s[1]), form.Back(s[0], s[1])]);
        IReadOnlyList<double> membrane = compared.Nodes[0].Ngspice;
        double middle = (membrane.Max() + membrane.Min()) / 2;
        Assert.InRange(compared.Nodes[0].Movement, 0.5, 10);
        Assert.InRange(Enumerable.Range(1, membrane.Count - 1).Count(k => (membrane[k - 1] < middle) != (membrane[k] < middle)), 2, 100);
        Assert.Contains(branch == InhibitorBranch.Inductor ? "\nloutput_inhibitor_0 " : "\ncoutput_inhibitor_0 ", compared.Deck.Text, StringComparison.Ordinal);
    }

    [NgspiceTheory]
    [InlineData(InhibitorBranch.Inductor)]
    [InlineData(InhibitorBranch.Gyrator)]
    public void Other_volts_siemens_and_farads_give_the_same_states(InhibitorBranch branch)
    {
        foreach (NonlinearityKind kind in Enum.GetValues<NonlinearityKind>())
        {
            CellForm form = CellForm.Oscillating(kind);
            SpicePhase phase = CellPhases.Row(1, 0, false, form, branch, [form.Start, 0.1], timeConstants: 10);
            NeuronBlock small = new() { MembraneCapacitance = 20e-15, LeakConductance = 40e-9, VoltageSwing = 0.25, ReferenceVoltage = 0.9 };
            NetworkLayout layout = phase.Layout with { Map = new DimensionlessMap(small) };
            Compare(phase with { Layout = layout, DurationSeconds = layout.Map.ToSeconds(10) }, s => [form.Rate(s[0], s[1]), form.Back(s[0], s[1])]);
        }
    }

    [NgspiceTheory]
    [InlineData(InhibitorBranch.Inductor)]
    [InlineData(InhibitorBranch.Gyrator)]
    public void Two_cells_joined_by_a_resistor(InhibitorBranch branch)
    {
        CellForm form = CellForm.Oscillating(NonlinearityKind.Cubic);
        const double d = 0.5;
        SpicePhase phase = CellPhases.Row(2, d, false, form, branch, [-1, 1.5, 0.2, -0.4]);
        ComparedPhase compared = Compare(phase, s =>
        [
            form.Rate(s[0], s[2]) + d * (s[1] - s[0]), form.Rate(s[1], s[3]) + d * (s[0] - s[1]), form.Back(s[0], s[2]), form.Back(s[1], s[3]),
        ]);
        Assert.Contains("\nroutput_1_to_output_0 output_1 output_0 2k\n", compared.Deck.Text, StringComparison.Ordinal);
    }

    [NgspiceTheory]
    [InlineData(3, InhibitorBranch.Gyrator)]
    [InlineData(5, InhibitorBranch.Inductor)]
    public void A_ring(int cells, InhibitorBranch branch)
    {
        CellForm form = CellForm.Oscillating(NonlinearityKind.Cubic);
        const double d = 0.3;
        double[] start = [.. Enumerable.Range(0, cells).Select(i => 1.5 * Math.Cos(2 + i)), .. Enumerable.Range(0, cells).Select(i => 0.4 * Math.Sin(3 * i))];
        SpicePhase phase = CellPhases.Row(cells, d, true, form, branch, start);
        ComparedPhase compared = Compare(phase, s =>
        [
            .. Enumerable.Range(0, cells).Select(i =>
                form.Rate(s[i], s[cells + i]) + d * (s[(i + 1) % cells] + s[(i + cells - 1) % cells] - 2 * s[i])),
            .. Enumerable.Range(0, cells).Select(i => form.Back(s[i], s[cells + i])),
        ]);
        Assert.Equal(cells, compared.Deck.Text.Split("_to_output_").Length - 1 - (branch == InhibitorBranch.Gyrator ? 2 * cells : 0));
    }

    /// <summary>Another leak changes the linear part of f alone.</summary>
    [NgspiceTheory]
    [InlineData(NonlinearityKind.AlphaCubic, 0.1)]
    [InlineData(NonlinearityKind.Tanh, -1)]
    [InlineData(NonlinearityKind.PiecewiseLinear, -1)]
    public void A_drawn_leak_adds_to_the_nonlinear_conductance(NonlinearityKind kind, double nominal)
    {
        CellForm form = CellForm.Oscillating(kind);
        SpicePhase phase = CellPhases.Row(1, 0, false, form, InhibitorBranch.Inductor, [form.Start, 0.1], timeConstants: 20);
        NodeGroup[] groups = [.. phase.Layout.Groups];
        groups[1] = groups[1] with { Leak = [nominal + 0.07] };
        Compare(phase with { Layout = phase.Layout with { Groups = groups } }, s => [form.Rate(s[0], s[1]) - 0.07 * s[0], form.Back(s[0], s[1])]);
    }

    [NgspiceFact]
    public void A_drawn_die_has_its_own_leaks_capacitances_and_gains()
    {
        CellForm form = CellForm.Oscillating(NonlinearityKind.Cubic);
        SpicePhase phase = CellPhases.Row(1, 0, false, form, InhibitorBranch.Inductor, [-1, 0.2]);
        NodeGroup[] groups = [.. phase.Layout.Groups];
        groups[1] = groups[1] with { Leak = [-0.9], Capacitance = [1.1], OffsetCurrent = [0.02] };
        groups[2] = groups[2] with { Leak = [0.84], Capacitance = [11], OffsetCurrent = [-0.03] };
        Link[] links = [phase.Layout.Links[0] with { Gains = [-1.05] }, phase.Layout.Links[1] with { Gains = [0.93] }];

        Compare(phase with { Layout = phase.Layout with { Groups = groups } }, s =>
        [
            (0.9 * s[0] - s[0] * s[0] * s[0] / 3 - s[1] + form.Current + 0.02) / 1.1, (s[0] - 0.84 * s[1] + form.B - 0.03) / 11,
        ]);
        ComparedPhase uneven = Compare(phase with { Layout = phase.Layout with { Groups = groups, Links = links } }, s =>
        [
            (0.9 * s[0] - s[0] * s[0] * s[0] / 3 - 1.05 * s[1] + form.Current + 0.02) / 1.1, (0.93 * s[0] - 0.84 * s[1] + form.B - 0.03) / 11,
        ]);
        Assert.DoesNotContain("\nloutput", uneven.Deck.Text, StringComparison.Ordinal);
    }

    /// <summary>Layers of one and two cells behind a clamped input: learnable resistors between membranes and between inhibitors, and transconductances.</summary>
    [NgspiceTheory]
    [InlineData(SynapseKind.Transconductance, false, InhibitorBranch.Inductor)]
    [InlineData(SynapseKind.Resistive, false, InhibitorBranch.Inductor)]
    [InlineData(SynapseKind.Transconductance, true, InhibitorBranch.Inductor)]
    [InlineData(SynapseKind.Resistive, true, InhibitorBranch.Gyrator)]
    public void Layers_of_cells(SynapseKind synapse, bool couplesInhibitors, InhibitorBranch branch)
    {
        CellForm form = CellForm.Settling;
        SpicePhase phase = CellPhases.Pair(synapse, couplesInhibitors, form, branch, readsInhibitors: false);
        double loads = synapse == SynapseKind.Resistive ? 1 : 0, dv = couplesInhibitors ? CellPhases.BetweenInhibitors : 0;
        double w = CellPhases.FromInput, x = CellPhases.Input, between = CellPhases.Between;
        ComparedPhase compared = Compare(phase, s =>
        [
            form.Rate(s[0], s[2]) + w * (x - loads * s[0]) + between * (s[1] - loads * s[0]), form.Rate(s[1], s[3]) + between * (s[0] - loads * s[1]),
            form.Back(s[0], s[2]) + dv * (s[3] - s[2]) / form.Tau, form.Back(s[1], s[3]) + dv * (s[2] - s[3]) / form.Tau,
        ]);
        Assert.Equal(branch == InhibitorBranch.Inductor && !couplesInhibitors, compared.Deck.Text.Contains("\nlhidden_1_inhibitor_0 ", StringComparison.Ordinal));
    }

    [NgspiceTheory]
    [InlineData(false, true, 0.4)]
    [InlineData(true, true, 0.4)]
    [InlineData(true, false, -0.2)]
    public void A_nudged_pair_with_the_cost_on_either_state(bool readsInhibitors, bool couplesInhibitors, double beta)
    {
        CellForm form = CellForm.Settling;
        SpicePhase phase = CellPhases.Pair(SynapseKind.Transconductance, couplesInhibitors, form, InhibitorBranch.Inductor, readsInhibitors) with
        {
            Nudge = new OutputNudge(CostKind.SquaredError, beta, [0.6]),
        };
        double onMembrane = readsInhibitors ? 0 : -beta, onInhibitor = readsInhibitors ? beta : 0, dv = couplesInhibitors ? CellPhases.BetweenInhibitors : 0;
        ComparedPhase compared = Compare(phase, s =>
        [
            form.Rate(s[0], s[2]) + CellPhases.FromInput * CellPhases.Input + CellPhases.Between * s[1],
            form.Rate(s[1], s[3]) + CellPhases.Between * s[0] + onMembrane * (s[1] - 0.6),
            form.Back(s[0], s[2]) + dv * (s[3] - s[2]) / form.Tau,
            form.Back(s[1], s[3]) + dv * (s[2] - s[3]) / form.Tau + onInhibitor * (s[3] - 0.6) / form.Tau,
        ]);
        Assert.Equal(readsInhibitors, compared.Deck.Text.Contains("into the inhibitor, which ascends", StringComparison.Ordinal));
        Assert.Equal(!couplesInhibitors, compared.Deck.Text.Contains("\nlhidden", StringComparison.Ordinal));
    }

    /// <summary>An inhibitor that sees d u where its activator sees -c v counts -c / d in the energy, and its nudge is over that.</summary>
    [NgspiceFact]
    public void The_nudge_of_an_inhibitor_with_drawn_transconductors()
    {
        CellForm form = CellForm.Settling;
        SpicePhase phase = CellPhases.Pair(SynapseKind.Transconductance, couplesInhibitors: false, form, InhibitorBranch.Gyrator, readsInhibitors: true) with
        {
            Nudge = new OutputNudge(CostKind.SquaredError, 0.3, [0.5]),
        };
        Link[] links = [.. phase.Layout.Links.Select((link, k) => link with { Gains = [link.Gains[0] * (k switch { 2 => 1.2, 3 => 0.75, _ => 1 })] })];
        Compare(phase with { Layout = phase.Layout with { Links = links } }, s =>
        [
            form.Rate(s[0], s[2]) + CellPhases.FromInput * CellPhases.Input + CellPhases.Between * s[1],
            form.Rate(s[1], s[3]) - 0.2 * s[3] + CellPhases.Between * s[0],
            form.Back(s[0], s[2]), form.Back(s[1], s[3]) + (-0.25 * s[1] + 0.3 * 0.75 / 1.2 * (s[3] - 0.5)) / form.Tau,
        ]);
    }

    /// <summary>A cell that hangs on a clamped one, one that only sees its neighbour, and one joined to it by two resistors in parallel.</summary>
    [NgspiceFact]
    public void Resistors_from_clamped_nodes_one_way_and_in_parallel()
    {
        CellForm form = CellForm.Settling;
        SpicePhase phase = CellPhases.Row(3, 0.5, false, form, InhibitorBranch.Inductor, [0.1, 0.2, -0.3, 0, 0.1, 0.2], timeConstants: 15);
        NodeGroup input = phase.Layout.Groups[0] with { Size = 1, Leak = [1], Capacitance = [1], InitialState = [0] };
        Link One(int source, int target, int seen, double gain, int at) => new()
        {
            Source = source,
            Target = target,
            Shift = seen - at,
            Loads = true,
            Gains = [.. Enumerable.Range(0, 3).Select(i => i == at ? gain : 0)],
        };
        Link[] links =
        [
            .. phase.Layout.Links.Where(link => !link.Loads), One(0, 1, 0, 0.7, 0), One(1, 1, 0, 0.4, 1),
            One(1, 1, 1, 0.2, 2), One(1, 1, 2, 0.2, 1), One(1, 1, 1, 0.2, 2), One(1, 1, 2, 0.2, 1),
        ];
        phase = phase with { Inputs = [0.8], Layout = phase.Layout with { Groups = [input, .. phase.Layout.Groups.Skip(1)], Links = links } };
        ComparedPhase compared = Compare(phase, s =>
        [
            form.Rate(s[0], s[3]) + 0.7 * (0.8 - s[0]), form.Rate(s[1], s[4]) + 0.4 * (s[0] - s[1]) + 0.4 * (s[2] - s[1]), form.Rate(s[2], s[5]) + 0.4 * (s[1] - s[2]),
            form.Back(s[0], s[3]), form.Back(s[1], s[4]), form.Back(s[2], s[5]),
        ]);
        Assert.Equal(4, compared.Deck.Text.Split('\n').Count(line => line.StartsWith('r') && line.Contains("_to_", StringComparison.Ordinal)));
    }

    private static ComparedPhase Compare(SpicePhase phase, Func<double[], double[]> rate)
    {
        ComparedPhase compared = new CrosscheckStudy(new RungeKuttaCells(rate), Oracle.Ngspice())
            .Compare(phase, new SpiceSettings(), TimeSpan.FromMinutes(2), default).Compared;
        Assert.InRange(Math.Abs(compared.Worst.Largest) / phase.Layout.Map.VoltageSwing, 0, Bar);
        Assert.InRange(Oracle.EngineDifference(phase, compared), 0, Bar);
        return compared;
    }
}
