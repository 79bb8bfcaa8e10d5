using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Circuits;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>FitzHugh-Nagumo circuits of every topology, as fabricated and as drawn at random: ngspice, the reference equations and the engine that ships.</summary>
public class CellDieNetlistTests
{
    /// <summary>Largest difference in swings at any time.</summary>
    private const double Bar = 3e-5;

    private const string Variations =
        """
        circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.05},{"parameter":"timeConstant","relativeSigma":0.05},
        {"parameter":"biasCurrent","absoluteSigma":"20 uA"}
        """;

    [NgspiceTheory]
    [InlineData("ring", InhibitorBranch.Inductor)]
    [InlineData("chain", InhibitorBranch.Gyrator)]
    [InlineData("grid", InhibitorBranch.Gyrator)]
    [InlineData("residual", InhibitorBranch.Inductor)]
    [InlineData("layered", InhibitorBranch.Inductor)]
    [InlineData("elements", InhibitorBranch.Gyrator)]
    public void A_fabricated_die_of_cells_moves_alike_in_both_simulators(string kind, InhibitorBranch branch)
    {
        string text = kind switch
        {
            "ring" => CellTexts.Ring,
            "chain" => CellTexts.Chain,
            "grid" => CellTexts.Grid,
            "residual" => CellTexts.Residual,
            "layered" => CellTexts.Layered,
            _ => CellTexts.Elements,
        };
        string resistors = kind is "layered" or "elements" ? "" : """,{"parameter":"linkGain","relativeSigma":0.05}""";
        string gyrators = branch == InhibitorBranch.Gyrator ? """,{"parameter":"gyratorGain","relativeSigma":0.05}""" : "";
        string[] settings =
        [
            $"circuit.neurons.fitzHughNagumo.branch={(branch == InhibitorBranch.Gyrator ? "gyrator" : "inductor")}",
            $"{Variations}{resistors}{gyrators}]",
        ];
        NetworkLayout layout = ChipFabricator.Fabricate(CircuitTexts.Resolve(text, settings).Description, 7).Layout;
        SpicePhase phase = Oracle.Phase(Reciprocal(CellNetworks.Draw(layout, 5)), timeConstants: 20);
        bool hasInductors = branch == InhibitorBranch.Inductor && kind != "residual";
        Assert.Equal(hasInductors, SpiceNetlist.Write(phase).Text.Contains("\nl", StringComparison.Ordinal));
        Assert.InRange(Oracle.Difference(phase), 0, Bar);
    }

    /// <summary>Makes what acts within a group symmetric, with nothing on the diagonal.</summary>
    private static RandomNetwork Reciprocal(RandomNetwork network)
    {
        foreach ((Coupling coupling, double[] weights) in network.Layout.Couplings.Zip(network.Parameters.Weights).Where(pair => pair.First.Source == pair.First.Target))
        {
            int size = network.Layout.Groups[coupling.Source].Size;
            for (int k = 0; k < weights.Length; k++)
            {
                (int i, int j) = Math.DivRem(k, size);
                weights[k] = i == j ? 0 : weights[Math.Min(i, j) * size + Math.Max(i, j)];
            }
        }

        return network;
    }

    [NgspiceProperty(MaxTest = 10, Arbitrary = [typeof(CellDieNetlistTests)])]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Random_cells_move_alike_in_both_simulators(object drawn)
    {
        var draw = (Draw)drawn;
        double difference = Oracle.Difference(draw.Phase);
        return (difference <= Bar).Label($"{draw}: {difference:G3} of the swing");
    }

    /// <summary>Layers of cells of every form.</summary>
    public static Arbitrary<object> Cells() => (
        from kind in Gen.Elements(Enum.GetValues<NonlinearityKind>())
        from branch in Gen.Elements(Enum.GetValues<InhibitorBranch>())
        from synapse in Gen.Elements(Enum.GetValues<SynapseKind>())
        from couples in Gen.Elements(true, false)
        from reads in Gen.Elements(true, false)
        from beta in Gen.Elements(0, 0.3, -0.1)
        from tau in Gen.Elements(0.3, 2, 10)
        from seed in Gen.Choose(1, 1_000_000)
        select (object)new Draw(kind, branch, synapse, couples, reads, beta, tau, seed)).ToArbitrary();

    internal sealed record Draw(
        NonlinearityKind Kind, InhibitorBranch Branch, SynapseKind Synapse, bool Couples, bool Reads, double Beta, double Tau, int Seed)
    {
        public SpicePhase Phase
        {
            get
            {
                var options = new CellOptions
                {
                    Nonlinearity = new NonlinearityBlock { Kind = Kind, Alpha = Kind == NonlinearityKind.AlphaCubic ? 0.2 : null },
                    Tau = Tau,
                    Synapse = Synapse,
                    CouplesInhibitors = Couples,
                    ReadsInhibitors = Reads,
                };
                NetworkLayout layout = CellLayouts.Layered([2, 1 + Seed % 3, 1 + Seed % 2], options);
                layout = layout with { Cells = [.. layout.Cells.Select(cell => cell with { Branch = Branch })] };
                layout = Branch == InhibitorBranch.Gyrator && !Couples ? CellNetworks.Mismatched(layout, 0.2, Seed) : layout;
                RandomNetwork network = CellNetworks.Draw(layout, Seed);
                SpicePhase free = Oracle.Phase(network, timeConstants: 10);
                return Beta == 0 ? free : free with { Nudge = new OutputNudge(CostKind.SquaredError, Beta, Oracle.Single(network.Target)) };
            }
        }
    }
}
