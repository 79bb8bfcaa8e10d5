namespace EqProp.Analog.Studies.Formats;

/// <summary>An array of a .npy file, its values as doubles.</summary>
public sealed class NpyArray
{
    /// <summary>Makes an array.</summary>
    /// <param name="shape">Length along each axis; empty for a single number.</param>
    /// <param name="values">Row-major values; not copied.</param>
    /// <exception cref="ArgumentException">The number of values is not the product of the lengths.</exception>
    public NpyArray(IReadOnlyList<int> shape, double[] values)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        if (count != values.Length)
        {
            throw new ArgumentException($"Shape ({string.Join(", ", shape)}) needs {count} values, found {values.Length}.", nameof(values));
        }

        Shape = shape;
        Values = values;
    }

    /// <summary>Length along each axis; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Row-major values.</summary>
    public double[] Values { get; }
}
