using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>Softmax of a short list of numbers, in one fixed order.</summary>
/// <typeparam name="T">float or double.</typeparam>
public static class Softmax<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Replaces logits by probabilities exp(z_i) / sum exp(z_j), shifted by the largest logit.</summary>
    /// <param name="values">Logits; overwritten.</param>
    public static void Normalize(Span<T> values)
    {
        T largest = values[0];
        foreach (T value in values)
        {
            largest = value > largest ? value : largest;
        }

        T sum = T.Zero;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Elementary<ScalarLane<T>, T>.ExpOfNonPositive(new(values[i] - largest)).Value;
            sum += values[i];
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= sum;
        }
    }
}
