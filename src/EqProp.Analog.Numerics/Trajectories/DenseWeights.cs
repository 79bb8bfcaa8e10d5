using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// A state within a step as a sum: x + change (x_new - x) + sum_j weight_j slot_j, at a share theta of the step from its
/// beginning. An exponential method has functions of each state's own decay for weights instead.
/// </summary>
internal struct DenseWeights
{
    /// <summary>Most terms.</summary>
    public const int Most = 7;

    /// <summary>Coefficients of theta, theta^2, ... of each slope in Tsitouras' interpolant (Comput. Math. Appl. 62, 2011).</summary>
    private static readonly double[][] TsitourasPolynomials =
    [
        [1, -2.763706197274826, 2.9132554618219126, -1.0530884977290216],
        [0, 0.1317, -0.2234, 0.1017],
        [0, 3.9302962368947516, -5.941033872131505, 2.490627285651253],
        [0, -12.411077166933676, 30.33818863028232, -16.548102889244902],
        [0, 37.50931341651104, -88.1789048947664, 47.37952196281928],
        [0, -27.896526289197286, 65.09189467479366, -34.87065786149661],
        [0, 1.5, -4, 2.5],
    ];

    /// <summary>Weight of the change over the step.</summary>
    public double Change;

    /// <summary>Terms.</summary>
    public int Count;

    /// <summary>Whether this is the end of the step itself.</summary>
    public bool IsEnd;

    /// <summary>Time since the beginning of a step of an exponential method; zero for others.</summary>
    public double Elapsed;

    /// <summary>What the second order of an exponential step is weighed with, besides phi2; zero where there is none.</summary>
    public double SecondWeight;

    /// <summary>Weight of each slot.</summary>
    public TermWeights Weights;

    /// <summary>Slot of each term.</summary>
    public TermSlots Slots;

    /// <summary>Weights at a share of a step.</summary>
    /// <param name="method">The method.</param>
    /// <param name="theta">Share of the step, 0 to 1.</param>
    /// <param name="length">Length of the step.</param>
    public static DenseWeights At(TrajectoryMethod method, double theta, double length)
    {
        var weights = new DenseWeights { IsEnd = theta >= 1 };
        switch (method.Dense)
        {
            case DenseOutput.Tsitouras:
                for (int j = 0; j < TsitourasPolynomials.Length; j++)
                {
                    double[] c = TsitourasPolynomials[j];
                    double polynomial = theta * (c[0] + theta * (c[1] + theta * (c[2] + theta * c[3])));
                    weights.Add(method.SlopeSlot + j, length * polynomial);
                }

                break;
            case DenseOutput.Exponential:
                weights.Elapsed = theta * length;
                weights.SecondWeight = method.Family == MethodFamily.ExponentialRungeKutta ? theta * theta * length : 0;
                break;
            case DenseOutput.Rodas:
                weights.Change = theta;
                weights.Add(LinearizedSlots.Stage, theta * (1 - theta));
                weights.Add(LinearizedSlots.SecondStage, theta * theta * (1 - theta));
                break;
            default:
                weights.Change = theta * theta * (3 - 2 * theta);
                weights.Add(method.SlopeSlot, length * theta * (1 - theta) * (1 - theta));
                weights.Add(method.NewSlopeSlot, length * theta * theta * (theta - 1));
                break;
        }

        return weights;
    }

    private void Add(int slot, double weight)
    {
        Slots[Count] = slot;
        Weights[Count] = weight;
        Count++;
    }

    /// <summary>Room for the weights.</summary>
    [InlineArray(Most)]
    public struct TermWeights
    {
        private double _first;
    }

    /// <summary>Room for the slots.</summary>
    [InlineArray(Most)]
    public struct TermSlots
    {
        private int _first;
    }
}
