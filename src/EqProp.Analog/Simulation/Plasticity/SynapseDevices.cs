using System.Numerics;
using EqProp.Analog.Devices;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>The memories of all synapses of a chip. Biases and leaks are written exactly.</summary>
internal sealed class SynapseDevices<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DeviceArray<T>[][] _arrays;

    private SynapseDevices(KernelSet<T> kernels, ChipInstance chip, IReadOnlyList<SynapseArray<T>> synapses) =>
        _arrays = [.. synapses.Select((synapse, c) => synapse.BackWeights is null
            ? new[] { new DeviceArray<T>(kernels, chip, synapse, c, backward: false) }
            : [new(kernels, chip, synapse, c, backward: false), new(kernels, chip, synapse, c, backward: true)])];

    /// <summary>Memories of a chip; null where every write is exact.</summary>
    public static SynapseDevices<T>? Create(KernelSet<T> kernels, ChipInstance chip, IReadOnlyList<SynapseArray<T>> synapses) =>
        SynapseDeviceCatalog.IsExact(chip.Description.Circuit.Coupling.Device) ? null : new(kernels, chip, synapses);

    /// <summary>Whether each direction of a synapse has a memory of its own.</summary>
    public static bool HasTwoWays(ChipInstance chip) =>
        chip.Description.Circuit.Coupling.Device is { PerDirection: true } device && !SynapseDeviceCatalog.IsExact(device);

    /// <summary>Writes scale times the contrast into the weights of one coupling.</summary>
    public UpdateCounts Write(int coupling, BatchMatrix<T> contrast, T scale, in Presentation presentation, int threads)
    {
        UpdateCounts counts = default;
        foreach (DeviceArray<T> array in _arrays[coupling])
        {
            counts += array.Write(contrast, scale, presentation, threads);
        }

        return counts;
    }

    /// <summary>Takes weights that were programmed.</summary>
    public void Adopt()
    {
        foreach (DeviceArray<T> array in _arrays.SelectMany(arrays => arrays))
        {
            array.Adopt();
        }
    }

    /// <summary>Arrays that a checkpoint must keep.</summary>
    public IEnumerable<double[]> ReadMemory() => _arrays.SelectMany(arrays => arrays).SelectMany(array => array.ReadMemory());

    /// <summary>Lengths of the arrays of <see cref="ReadMemory"/>.</summary>
    public IEnumerable<int> MemoryLengths => _arrays.SelectMany(arrays => arrays).SelectMany(array => array.MemoryLengths);

    /// <summary>Takes back what <see cref="ReadMemory"/> gave.</summary>
    public void RestoreMemory(IEnumerable<double[]> memory)
    {
        var queue = new Queue<double[]>(memory);
        foreach (DeviceArray<T> array in _arrays.SelectMany(arrays => arrays))
        {
            array.RestoreMemory(queue);
        }
    }

    public void Dispose()
    {
        foreach (DeviceArray<T> array in _arrays.SelectMany(arrays => arrays))
        {
            array.Dispose();
        }
    }
}
