namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Numbers of a group's states for a chunk of examples: [example, slot, state]. Slot 0 is the state at the end of the last
/// step; what the others are depends on the method. What belongs to one example lies together.
/// </summary>
internal unsafe struct StateSlots<T>
    where T : unmanaged
{
    /// <summary>The first number.</summary>
    public T* First;

    /// <summary>Numbers between two slots.</summary>
    public nint SlotStride;

    /// <summary>Numbers between two examples.</summary>
    public nint RowStride;

    /// <summary>Index of the chunk's first example in the batch.</summary>
    public int FirstRow;

    /// <summary>Stage of the chunk's first example: a row of the group's own states.</summary>
    public T* Stage;

    /// <summary>What others see of it.</summary>
    public T* Output;

    /// <summary>Numbers between the stages of two examples.</summary>
    public nint StageStride;

    /// <summary>One slot of one example of the chunk.</summary>
    public readonly T* Of(int row, int slot) => First + row * RowStride + slot * SlotStride;
}
