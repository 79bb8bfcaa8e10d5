namespace EqProp.Analog.Networks;

/// <summary>
/// States of all free nodes for many examples, kept by a network in its own number format
/// ("persistent particles" when it holds each training example's last free state).
/// </summary>
public abstract class StateBank
{
    /// <summary>Examples that the bank has room for.</summary>
    public abstract int Examples { get; }

    /// <summary>Sets every state to zero.</summary>
    public abstract void Clear();

    /// <summary>Writes the whole bank, for a checkpoint.</summary>
    /// <param name="destination">Where to.</param>
    public abstract void WriteTo(Stream destination);

    /// <summary>Reads what <see cref="WriteTo"/> wrote for a bank of the same shape.</summary>
    /// <param name="source">Where from.</param>
    public abstract void ReadFrom(Stream source);
}
