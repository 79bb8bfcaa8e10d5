using System.Numerics;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>What a write does to the elements of one matrix, before any of them differs from another.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly record struct PulseRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the write circuit takes one pulse for: wanted changes are counted in it.</summary>
    public required T Step { get; init; }

    /// <summary>What a pulse upwards moves where the law gives 1; a factor of the wanted change where there are no pulses.</summary>
    public required T Up { get; init; }

    /// <summary>What a pulse downwards moves where the law gives 1; a factor of the wanted change where there are no pulses.</summary>
    public required T Down { get; init; }

    /// <summary>Lower bound of an element.</summary>
    public required T Low { get; init; }

    /// <summary>Upper bound of an element.</summary>
    public required T High { get; init; }

    /// <summary>Least value that the write circuit leaves, whatever an element's bounds.</summary>
    public required T Minimum { get; init; }

    /// <summary>Largest value that the write circuit leaves, whatever an element's bounds.</summary>
    public required T Maximum { get; init; }

    /// <summary>Standard deviation of a pulse, relative.</summary>
    public T CycleSpread { get; init; }

    /// <summary>Standard deviation of what is seen around what is stored, new at each write.</summary>
    public T WriteNoise { get; init; }

    /// <summary>Most pulses of one write.</summary>
    public required int LongestTrain { get; init; }

    /// <summary>Whether fractions of a pulse become one at random; otherwise the nearest number of pulses is taken.</summary>
    public bool IsStochastic { get; init; }
}
