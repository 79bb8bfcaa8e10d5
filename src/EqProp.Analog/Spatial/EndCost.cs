using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>A cost of some coordinates of the last layer.</summary>
public sealed class EndCost
{
    private readonly Func<double[], double> _value;
    private readonly Func<double[], double[]> _gradient;
    private readonly Func<double[], double[,]> _hessian;
    private readonly int _first;
    private readonly int _count;

    private EndCost(int first, int count, Func<double[], double> value, Func<double[], double[]> gradient, Func<double[], double[,]> hessian)
    {
        (_first, _count, _value, _gradient, _hessian) = (first, count, value, gradient, hessian);
    }

    /// <summary>Half the squared distance of coordinates from their targets.</summary>
    /// <param name="target">Targets.</param>
    /// <param name="first">Index of the first coordinate that is compared.</param>
    /// <returns>The cost.</returns>
    public static EndCost SquaredError(IReadOnlyList<double> target, int first = 0) => new(
        first,
        target.Count,
        seen => seen.Select((o, k) => (o - target[k]) * (o - target[k])).Sum() / 2,
        seen => [.. seen.Select((o, k) => o - target[k])],
        seen => Matrix<double>.Build.DenseIdentity(seen.Length).ToArray());

    /// <summary>The cost of a chip's answer.</summary>
    internal static EndCost Of(NetworkLayout layout, NetworkParameters parameters, CostKind kind, IReadOnlyList<double> target, int first)
    {
        var cost = new OutputCost(layout, parameters, kind, target);
        return new EndCost(first, layout.OutputCount, cost.Value, cost.Gradient, cost.Hessian);
    }

    /// <summary>The cost of states that are coordinates y = rho(s) of the chain.</summary>
    internal static EndCost OfStates(
        NetworkLayout layout, NetworkParameters parameters, CostKind kind, IReadOnlyList<double> target, ActivationFunction activation)
    {
        var cost = new OutputCost(layout, parameters, kind, target);
        var inverse = new ActivityPotential(activation, ForceForm.CurrentSumming, 1);
        double[] States(double[] seen) => [.. seen.Select(inverse.StateOf)];
        return new EndCost(
            0,
            layout.OutputCount,
            seen => cost.Value(States(seen)),
            seen => [.. cost.Gradient(States(seen)).Zip(seen, (slope, y) => slope / inverse.SlopeAt(y))],
            seen => Curvature(seen));

        double[,] Curvature(double[] seen)
        {
            double[] states = States(seen), gradient = cost.Gradient(states);
            double[,] hessian = cost.Hessian(states);
            for (int i = 0; i < seen.Length; i++)
            {
                for (int j = 0; j < seen.Length; j++)
                {
                    hessian[i, j] /= inverse.SlopeAt(seen[i]) * inverse.SlopeAt(seen[j]);
                }

                hessian[i, i] -= gradient[i] * activation.Curvature(states[i]) / Math.Pow(inverse.SlopeAt(seen[i]), 3);
            }

            return hessian;
        }
    }

    /// <summary>The cost at a path.</summary>
    /// <param name="path">Positions of all layers.</param>
    /// <returns>Dimensionless.</returns>
    public double Of(DepthPath path) => _value(Seen(path.X[^1]));

    /// <summary>Derivative by the coordinates of the last layer.</summary>
    internal Vector<double> Gradient(Vector<double> x)
    {
        var gradient = Vector<double>.Build.Dense(x.Count);
        gradient.SetSubVector(_first, _count, Vector<double>.Build.DenseOfArray(_gradient(Seen(x))));
        return gradient;
    }

    internal Matrix<double> Hessian(Vector<double> x)
    {
        var hessian = Matrix<double>.Build.Dense(x.Count, x.Count);
        hessian.SetSubMatrix(_first, _first, Matrix<double>.Build.DenseOfArray(_hessian(Seen(x))));
        return hessian;
    }

    private double[] Seen(Vector<double> x) => x.SubVector(_first, _count).ToArray();
}
