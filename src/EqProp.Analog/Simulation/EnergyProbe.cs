using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The energy function of the first example of a minibatch at its present states, in watts (a co-content, g V_swing^2 times
/// the dimensionless energy). It falls in a free phase of reciprocal synapses. Computed in double precision from the
/// equations (<see cref="NetworkEquations.Energy"/>), not by the kernels that move the network.
/// </summary>
public sealed class EnergyProbe
{
    /// <summary>Weights that a probe is willing to lay out densely.</summary>
    private const long MostWeights = 20_000_000;

    private readonly IPhysicalNetwork _network;
    private readonly double[] _inputs;
    private readonly NetworkEquations? _equations;

    /// <summary>Connects to a chip.</summary>
    /// <param name="network">The chip, as it is programmed now.</param>
    /// <param name="inputs">The clamped inputs of the example, dimensionless.</param>
    public EnergyProbe(IPhysicalNetwork network, IReadOnlyList<float> inputs)
    {
        _network = network;
        _inputs = [.. inputs.Select(x => (double)x)];
        NetworkLayout layout = network.Layout;
        bool hasEnergy = layout.Couplings.All(c => (c.Kind == EdgeKind.Reciprocal || c.Source == 0) && c.IsSymmetric(layout.Groups[c.Target].Size))
            && NetworkMetric.Of(layout).IsConsistent;
        bool fits = (long)layout.FreeCount * (layout.FreeCount + layout.InputCount) <= MostWeights;
        _equations = hasEnergy && fits ? new NetworkEquations(layout, network.ReadBack()) : null;
    }

    /// <summary>Measures.</summary>
    /// <returns>
    /// Watts; null where synapses that act one way or are not alike in both directions, or amplifiers that disagree, leave no energy function, or
    /// the network is too large for a dense matrix.
    /// </returns>
    public double? Measure()
    {
        if (_equations is null)
        {
            return null;
        }

        var states = new List<double>(_network.Layout.FreeCount);
        for (int group = 1; group < _network.Layout.Groups.Count; group++)
        {
            double[] read = new double[_network.Layout.Groups[group].Size];
            _network.Read(group, NodeQuantity.State, read);
            states.AddRange(read);
        }

        return _equations.Energy(_inputs, states.ToArray()) * _network.Layout.Map.Power;
    }
}
