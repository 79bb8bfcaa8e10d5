using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning;

/// <summary>The cost of one example's answer.</summary>
public static class CostFunction
{
    /// <summary>
    /// 1/2 sum (answer - target)^2, or the cross-entropy -sum target log softmax(answer) of logits.
    /// </summary>
    /// <param name="cost">Which cost.</param>
    /// <param name="answer">Outputs or logits.</param>
    /// <param name="target">Targets.</param>
    /// <returns>A dimensionless cost.</returns>
    public static double Of(CostKind cost, ReadOnlySpan<double> answer, ReadOnlySpan<float> target)
    {
        double sum = 0;
        if (cost == CostKind.SquaredError)
        {
            for (int i = 0; i < answer.Length; i++)
            {
                double difference = answer[i] - target[i];
                sum += 0.5 * difference * difference;
            }

            return sum;
        }

        double largest = double.NegativeInfinity, partition = 0;
        foreach (double logit in answer)
        {
            largest = Math.Max(largest, logit);
        }

        foreach (double logit in answer)
        {
            partition += Math.Exp(logit - largest);
        }

        for (int i = 0; i < answer.Length; i++)
        {
            sum -= target[i] * (answer[i] - largest - Math.Log(partition));
        }

        return sum;
    }
}
