using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Where everything lies that sums over the states of a group need, for the examples of a chunk: looked up once a run.</summary>
internal unsafe struct SumSites<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Scale;
    public T* Shift;
    public T* Square;
    public T* Linear;
    public T* Magnitude;
    public T* Capacity;
    public T* Present;

    /// <summary>What arrived, of the chunk's first example.</summary>
    public T* Net;

    /// <summary>By how far rails put the last stage back, of the chunk's first example.</summary>
    public T* PutBack;

    /// <summary>Push on the chunk's first example.</summary>
    public T* Push;

    /// <summary>Whether every m is the state itself.</summary>
    public bool IsPlain;

    /// <summary>Terms before those of couplings.</summary>
    public int OwnTerms;
}
