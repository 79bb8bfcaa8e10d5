using System.Numerics;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>What a sweep does with the rest of each state: the value at which its own rate is zero while its net input is held.</summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe struct RestSweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Of each example: by how much of the way to its rest a state moves; an example with zero is left alone.</summary>
    public T* Paces;

    /// <summary>Where rest - state goes, [examples x states], instead of a move; null to move.</summary>
    public T* Residuals;

    /// <summary>Numbers between rows of <see cref="Residuals"/>.</summary>
    public nint ResidualStride;

    /// <summary>Partial maxima of |rest - state|, 16 an example.</summary>
    public T* LargestResidual;

    /// <summary>Most Newton steps for a node whose rate is not linear.</summary>
    public int NewtonSteps;

    /// <summary>Largest change of a state in one of them.</summary>
    public T LargestChange;
}
