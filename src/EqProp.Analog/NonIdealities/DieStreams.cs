using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.NonIdealities;

/// <summary>
/// The random numbers of one die. Each depends on the die, what it is for and the device alone: switching anything else on or off, and
/// any change elsewhere in the circuit, changes none of it.
/// </summary>
/// <remarks>
/// Streams are (seed: the die, purpose, index0: place and element, index1: kind and parameter). A place is the index of a group or of a
/// coupling in the layout, an element that of a neuron in its group or of a synapse in its matrix.
/// </remarks>
internal sealed class DieStreams(int die)
{
    private const uint Parameters = 1 << 8;

    /// <summary>Numbers of one device for a spread.</summary>
    public RandomStream Device(VariedParameter parameter, bool isOfDevices, int place, int element, bool backward = false) =>
        new(die, StreamPurpose.Mismatch, Index(place, element), Kind(parameter, isOfDevices, backward));

    /// <summary>The first normal number of each of the first devices of a place: that of <see cref="Device"/>.</summary>
    public double[] FirstNormals(VariedParameter parameter, bool isOfDevices, int place, int count, bool backward)
    {
        var numbers = new double[count];
        RandomStream.FirstGaussians(die, StreamPurpose.Mismatch, Index(place, 0), Kind(parameter, isOfDevices, backward), numbers);
        return numbers;
    }

    /// <summary>Numbers that all devices of the die share.</summary>
    public RandomStream Process(VariedParameter parameter, bool backward = false) =>
        new(die, StreamPurpose.ProcessVariation, 0, (uint)parameter + (backward ? Parameters : 0));

    /// <summary>Direction of a gradient across the die.</summary>
    public RandomStream Gradient(VariedParameter parameter) => new(die, StreamPurpose.ProcessVariation, 1, (uint)parameter);

    /// <summary>Whether a synapse works.</summary>
    public RandomStream SynapseFault(int coupling, int element) => new(die, StreamPurpose.Mismatch, Index(coupling, element), 16 * Parameters);

    /// <summary>Whether a neuron works.</summary>
    public RandomStream NeuronFault(int group, int element) => new(die, StreamPurpose.Mismatch, Index(group, element), 17 * Parameters);

    /// <summary>A fixed error of the plasticity unit: of a node's sensor (place: the group) or of a synapse's correlator (place: the coupling).</summary>
    public RandomStream Plasticity(int fault, int place, int element) =>
        new(die, StreamPurpose.Mismatch, Index(place, element), (18 + (uint)fault) * Parameters);

    /// <summary>Standard normal numbers of the memories of all synapses of a coupling, in the order of its matrix [sources x targets].</summary>
    public double[] SynapseDevices(DeviceParameter parameter, DevicePlace device, int coupling, int synapses)
    {
        var numbers = new double[synapses];
        var key = new NoiseKey(die, 0, StreamPurpose.DeviceSpread, 4 * (int)parameter + (int)device);
        NoiseKernels<double>.For(VectorWidthSelection.Widest).Gaussians(key, coupling, 0, 0, numbers);
        return numbers;
    }

    private static uint Kind(VariedParameter parameter, bool isOfDevices, bool backward) =>
        (uint)parameter + Parameters * ((isOfDevices ? 2u : 0) + (backward ? 1u : 0));

    private static ulong Index(int place, int element) => (ulong)place << 32 | (uint)element;
}
