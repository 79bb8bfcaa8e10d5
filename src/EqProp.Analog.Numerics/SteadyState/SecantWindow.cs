namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// What the last few steps of an example tell of the factor by which its iteration contracts: |dg| / |dx| for each. The
/// distance from the operating point is at most |residual| / (1 - contraction) along them.
/// </summary>
internal sealed class SecantWindow(int length)
{
    /// <summary>What is assumed before the first step is known.</summary>
    private const double AssumedContraction = 0.9;

    private const double LargestContraction = 0.9999;

    private readonly double[] _amplifications = new double[length + 1];
    private int _count;

    /// <summary>Largest distance over residual.</summary>
    public double Amplification
    {
        get
        {
            double largest = _count == 0 ? 1 / (1 - AssumedContraction) : 1;
            for (int i = 0; i < Math.Min(_count, _amplifications.Length); i++)
            {
                largest = Math.Max(largest, _amplifications[i]);
            }

            return largest;
        }
    }

    public void Clear() => _count = 0;

    /// <summary>Notes a step dx = dg - df.</summary>
    /// <param name="imageSquare">dg dg.</param>
    /// <param name="imageByResidual">dg df.</param>
    /// <param name="residualSquare">df df.</param>
    /// <returns>Whether the iteration expands along the step, or does not tell one end of it from the other.</returns>
    public bool Add(double imageSquare, double imageByResidual, double residualSquare)
    {
        double stateSquare = imageSquare - 2 * imageByResidual + residualSquare, imageByState = imageSquare - imageByResidual;
        if (!(stateSquare > 0))
        {
            return false;
        }

        double contraction = Math.Min(LargestContraction, Math.Sqrt(imageSquare / stateSquare));
        double amplification = imageByState > 0 ? 1 / (1 - contraction) : Math.Sqrt(stateSquare / residualSquare);
        _amplifications[_count % _amplifications.Length] = double.IsFinite(amplification) ? amplification : 1 / (1 - LargestContraction);
        _count++;
        return imageByState >= LargestContraction * stateSquare;
    }
}
