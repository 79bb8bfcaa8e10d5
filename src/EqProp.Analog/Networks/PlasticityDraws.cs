using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>What the plasticity unit of a die has drawn: one standard normal number a fault and device.</summary>
/// <param name="die">The die.</param>
internal sealed class PlasticityDraws(int die)
{
    private readonly DieStreams _streams = new(die);

    /// <summary>The number of one device.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="place">Group of a sensor; coupling, or couplings and index of the free group, of a correlator.</param>
    /// <param name="element">Node of the group, or synapse of the coupling.</param>
    public double Normal(PlasticityFault fault, int place, int element) => _streams.Plasticity((int)fault, place, element).NextGaussian();
}
