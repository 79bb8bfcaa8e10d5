using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spatial;

/// <summary>
/// Equilibrium propagation and Hamiltonian echo backpropagation on one stack and one example, layer by layer, against exact gradients.
/// </summary>
public sealed record SpatialComparison
{
    /// <summary>One row a layer, then one a pair of layers with learnable weights between them.</summary>
    public required IReadOnlyList<LayerAgreement> Layers { get; init; }

    /// <summary>All parameters together.</summary>
    public required LayerAgreement Total { get; init; }

    /// <summary>How fast neighbouring paths of the recurrence part; null where layers do not follow from each other.</summary>
    public required GrowthReport? Growth { get; init; }

    /// <summary>Why there are no echoes; null where there are.</summary>
    public required string? EchoFailure { get; init; }

    /// <summary>Nudging strength of equilibrium propagation.</summary>
    public required double Beta { get; init; }

    /// <summary>Kick of the echoes.</summary>
    public required double Epsilon { get; init; }

    /// <summary>The exact gradient of the operating point's cost; the external read-out's entries are zero.</summary>
    public required NetworkParameters Exact { get; init; }

    /// <summary>Compares the gradients of one example.</summary>
    /// <param name="layout">A stack of layers of equal width.</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">Which cost.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="beta">Nudging strength of equilibrium propagation.</param>
    /// <param name="epsilon">Kick of the echoes.</param>
    /// <param name="start">States to look for the operating point from, one a free node; those at time zero if left out.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="InputException">The layout is no such stack, or an operating point was not found.</exception>
    public static SpatialComparison Compute(
        NetworkLayout layout, NetworkParameters parameters, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target,
        double beta = 1e-3, double epsilon = 1e-3, ReadOnlySpan<double> start = default)
    {
        ChipChain chip = ChipChain.Read(layout, parameters, inputs);
        SpatialChain chain = chip.Chain;
        EndCost end = chip.Cost(cost, target);
        DepthPath free = start.IsEmpty ? BoundarySolve.Free(chain) : BoundarySolve.Free(chain, chip.Positions(start));
        ChainGradient exact = BoundaryGradient.Exact(chain, end, free);
        ChainGradient centered = BoundaryGradient.Centered(chain, end, free, beta);
        Echoes? echoes = null;
        string? failure = null;
        try
        {
            echoes = new Echoes(
                HamiltonianEcho.OfOperatingPoint(chain, end, free, epsilon),
                HamiltonianEcho.OfWayForward(chain, end, free, epsilon),
                HamiltonianEcho.ExactOfWayForward(chain, end, free),
                GrowthReport.Along(chain, free));
        }
        catch (InputException impossible)
        {
            failure = impossible.Violations[0].Message;
        }

        LayerAgreement Row(string name, Func<ChainGradient, IReadOnlyList<double>> part) => new(
            name,
            VectorAgreement.Length(part(exact)),
            VectorAgreement.Of(part(centered), part(exact)),
            echoes is null ? null : VectorAgreement.Of(part(echoes.Returning), part(exact)),
            echoes is null ? null : VectorAgreement.Of(part(echoes.Forward), part(echoes.ExactForward)));

        return new SpatialComparison
        {
            Layers =
            [
                .. chip.LayerNames.Select((name, l) => Row(name, gradient => gradient.Layers[l])),
                .. Enumerable.Range(0, chain.Depth - 1).Where(l => exact.Links[l].Length > 0)
                    .Select(l => Row($"{chip.LayerNames[l]} - {chip.LayerNames[l + 1]}", gradient => gradient.Links[l])),
            ],
            Total = Row("total", gradient => gradient.All),
            Growth = echoes?.Growth,
            EchoFailure = failure,
            Beta = beta,
            Epsilon = epsilon,
            Exact = chip.ToParameters(exact),
        };
    }

    private sealed record Echoes(ChainGradient Returning, ChainGradient Forward, ChainGradient ExactForward, GrowthReport Growth);
}
