using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>What of a plasticity unit is not ideal between the held activities and the conductances.</summary>
/// <param name="Correlators">Faults of the correlators; null where they are ideal.</param>
/// <param name="Writes">What is written of the changes that they ask for.</param>
/// <param name="Devices">The memories that are written; null where they are exact.</param>
internal sealed record UnitFaults<T>(CorrelatorFaults<T>? Correlators, WriteCircuit<T> Writes, SynapseDevices<T>? Devices)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Faults of a chip; null where nothing is.</summary>
    public static UnitFaults<T>? Create(ChipInstance chip, IReadOnlyList<SynapseArray<T>> synapses, VectorWidth width)
    {
        SynapseDevices<T>? devices = SynapseDevices<T>.Create(KernelSet<T>.For(width), chip, synapses);
        CorrelatorFaults<T>? correlators = CorrelatorFaults<T>.Create(chip, synapses, width);
        UpdateConverterBlock converter = chip.Description.Circuit.Plasticity?.Converter ?? new();
        return correlators is null && devices is null && converter == new UpdateConverterBlock()
            ? null
            : new(correlators, new WriteCircuit<T>(chip, converter, synapses, width), devices);
    }
}
