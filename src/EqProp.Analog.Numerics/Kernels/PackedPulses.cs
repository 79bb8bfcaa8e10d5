using System.Numerics;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>What pulses need to know of the elements they go to, without those between that get none.</summary>
internal readonly unsafe struct PackedPulses<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Arrays that there are.</summary>
    public const int Arrays = 7;

    private const int Room = PulseStrip<T>.Room;

    /// <summary>Wanted changes.</summary>
    public readonly T* Wanted;

    /// <summary>Pulses of each, at least one.</summary>
    public readonly T* Pulses;

    /// <summary>Where pulses took each.</summary>
    public readonly T* Reached;

    /// <summary>Lower bounds; null: all alike.</summary>
    public readonly T* Low;

    /// <summary>Upper bounds; null: all alike.</summary>
    public readonly T* High;

    /// <summary>Steps upwards; null: all alike.</summary>
    public readonly T* Up;

    /// <summary>Steps downwards; null: all alike.</summary>
    public readonly T* Down;

    /// <param name="memory"><see cref="Arrays"/> times <see cref="PulseStrip{T}.Room"/> numbers.</param>
    /// <param name="elements">Which of them differ from element to element.</param>
    public PackedPulses(T* memory, PulseElements<T> elements)
    {
        Wanted = memory;
        Pulses = memory + Room;
        Reached = memory + 2 * Room;
        Low = elements.Low is null ? null : memory + 3 * Room;
        High = elements.High is null ? null : memory + 4 * Room;
        Up = elements.Up is null ? null : memory + 5 * Room;
        Down = elements.Down is null ? null : memory + 6 * Room;
    }
}
