using EqProp.Analog.Circuits;

namespace EqProp.Analog.Devices;

/// <summary>One kind of synapse device.</summary>
/// <param name="Kind">Its name in files.</param>
/// <param name="Law">What one write does.</param>
/// <param name="Fields">Fields of the block that it reads besides those of all kinds.</param>
/// <param name="Source">Where the law is from.</param>
public sealed record SynapseDeviceEntry(SynapseDeviceKind Kind, string Law, IReadOnlyList<string> Fields, string Source);
