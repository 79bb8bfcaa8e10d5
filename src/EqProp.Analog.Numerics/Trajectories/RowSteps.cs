namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>The present step of each example of a chunk, as far as kernels need it.</summary>
internal unsafe struct RowSteps<T>
    where T : unmanaged
{
    /// <summary>First example of the chunk that still moves.</summary>
    public int From;

    /// <summary>One beyond the last.</summary>
    public int To;

    /// <summary>Length of each one's step in nominal steps; 0 where an example has ended.</summary>
    public T* Length;

    /// <summary>Largest error over the tolerance; infinite where an error is not finite.</summary>
    public T* Error;

    /// <summary>Largest |change|; infinite where a change is not finite.</summary>
    public T* Move;

    /// <summary>Factor of the amplitude of noise; zero without noise.</summary>
    public T Noise;

    /// <summary>Whether slopes beyond rails count: noise may still bring such a state back before it is put on its rail.</summary>
    public bool IgnoresRails;

    /// <summary>Whether what arrives at each state is kept in its group's <see cref="Integrators.StateGroup{T}.Net"/>.</summary>
    public bool KeepsNet;

    /// <summary>Whether it is kept by how far rails put a stage back, in its group's <see cref="Integrators.StateGroup{T}.Scratch"/>.</summary>
    public bool KeepsPutBack;
}
