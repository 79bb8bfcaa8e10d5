using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;

namespace EqProp.Analog.Tests.Spice;

/// <summary>Phases of FitzHugh-Nagumo circuits.</summary>
internal static class CellPhases
{
    public const double Input = 0.5, FromInput = 0.6, Between = 0.4, BetweenInhibitors = 0.3;

    /// <summary>Cells in a row or a ring, with the currents and sources of <paramref name="form"/>.</summary>
    public static SpicePhase Row(
        int cells, double coupling, bool isRing, CellForm form, InhibitorBranch branch, double[] start, double timeConstants = 40) =>
        Phase(CellLayouts.Row(cells, coupling, isRing, Options(form)), form, branch, [], start, timeConstants);

    /// <summary>One input, one hidden cell, one output cell.</summary>
    public static SpicePhase Pair(SynapseKind synapse, bool couplesInhibitors, CellForm form, InhibitorBranch branch, bool readsInhibitors)
    {
        CellOptions options = Options(form) with { Synapse = synapse, CouplesInhibitors = couplesInhibitors, ReadsInhibitors = readsInhibitors };
        SpicePhase phase = Phase(CellLayouts.Layered([1, 1, 1], options), form, branch, [Input], [0.3, -0.2, 0.1, 0.4], 15);
        double[] weights = [FromInput, Between, BetweenInhibitors];
        for (int c = 0; c < phase.Parameters.Weights.Length; c++)
        {
            phase.Parameters.Weights[c][0] = weights[c];
        }

        return phase;
    }

    private static CellOptions Options(CellForm form) => new() { Nonlinearity = form.Nonlinearity, Gamma = form.Gamma, B = form.B, Tau = form.Tau };

    private static SpicePhase Phase(NetworkLayout layout, CellForm form, InhibitorBranch branch, double[] inputs, double[] start, double timeConstants)
    {
        layout = layout with { Cells = [.. layout.Cells.Select(cell => cell with { Branch = branch })] };
        var parameters = new NetworkParameters(layout);
        foreach (Cell cell in layout.Cells)
        {
            Array.Fill(parameters.Biases[cell.Activator], form.Current);
            Array.Fill(parameters.Biases[cell.Inhibitor], form.B);
        }

        return new SpicePhase
        {
            Title = "FitzHugh-Nagumo neurons",
            Layout = layout,
            Parameters = parameters,
            Inputs = inputs,
            InitialState = start,
            DurationSeconds = layout.Map.ToSeconds(timeConstants),
        };
    }
}
