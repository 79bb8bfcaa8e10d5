using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>
/// Groups with any couplings, drawn from a seed, and their operating point by a dense Newton method of the test's own: half of
/// plain steps first, which choose the stable point, then Newton steps.
/// </summary>
internal sealed class DrawnGraph
{
    private const int PlainSteps = 600;
    private const int NewtonSteps = 12;
    private const double MostResidual = 1e-13;

    private readonly Random _random;
    private readonly int[] _first;

    /// <summary>Draws groups, and a coupling for each pair (target, source).</summary>
    /// <param name="sizes">States of each group.</param>
    /// <param name="node">The node that all are.</param>
    /// <param name="couplings">Which group sees which. A pair and its mirror image are one reciprocal coupling.</param>
    /// <param name="strength">Largest row sum of magnitudes: below one, plain steps contract.</param>
    /// <param name="seed">Seed.</param>
    public DrawnGraph(int[] sizes, Node node, (int Target, int Source)[] couplings, double strength, int seed)
    {
        _random = new Random(seed);
        Sizes = sizes;
        Node = node;
        Couplings = couplings;
        _first = [.. sizes.Select((_, g) => sizes.Take(g).Sum())];
        int count = sizes.Sum();
        Weights = Matrix<double>.Build.Dense(count, count);
        foreach ((int target, int source) in couplings)
        {
            bool isMirror = target < source && couplings.Contains((source, target));
            for (int i = 0; i < sizes[target] && !isMirror; i++)
            {
                for (int j = 0; j < sizes[source]; j++)
                {
                    Weights[_first[target] + i, _first[source] + j] = 2 * _random.NextDouble() - 1;
                }
            }
        }

        Mirror();
        double most = Weights.RowAbsoluteSums().Max();
        Weights *= most > 0 ? strength / most : 0;
        Leaks = [.. Enumerable.Range(0, count).Select(_ => 1 + 0.5 * _random.NextDouble())];
        Drives = DrawDrives();
    }

    public int[] Sizes { get; }

    public Node Node { get; }

    public (int Target, int Source)[] Couplings { get; }

    /// <summary>All couplings as one matrix [target x source].</summary>
    public Matrix<double> Weights { get; }

    public double[] Leaks { get; }

    public double[] Drives { get; private set; }

    /// <summary>Stiffness of a push towards <see cref="Target"/> on the last group.</summary>
    public double Stiffness { get; init; }

    public double Target { get; init; } = 0.7;

    /// <summary>Drives of another example.</summary>
    public double[] DrawDrives() => Drives = [.. Leaks.Select(_ => 3 * _random.NextDouble() - 1)];

    public int First(int group) => _first[group];

    /// <summary>The operating point.</summary>
    public double[] OperatingPoint()
    {
        Vector<double> x = Vector<double>.Build.Dense(Leaks.Length);
        for (int step = 0; step < PlainSteps; step++)
        {
            Vector<double> f = Rates(x), net = Net(x), slopes = Vector<double>.Build.Dense(x.Count, i => OwnSlope(x[i], net[i], i));
            x = Projected(x + 0.5 * f.PointwiseDivide(-slopes));
        }

        for (int step = 0; step < NewtonSteps; step++)
        {
            Matrix<double> jacobian = Jacobian(x);
            Vector<double> f = Rates(x);
            for (int i = 0; i < x.Count; i++)
            {
                if (AtRail(x[i], f[i]))
                {
                    jacobian.ClearRow(i);
                    jacobian[i, i] = 1;
                    f[i] = 0;
                }
            }

            x = Projected(x - jacobian.Solve(f));
        }

        Vector<double> rest = Rates(x);
        Assert.InRange(Enumerable.Range(0, x.Count).Max(i => AtRail(x[i], rest[i]) ? 0 : Math.Abs(rest[i])), 0, MostResidual);
        return [.. x];
    }

    private void Mirror()
    {
        foreach ((int target, int source) in Couplings.Where(c => c.Target > c.Source && Couplings.Contains((c.Source, c.Target))))
        {
            for (int i = 0; i < Sizes[target]; i++)
            {
                for (int j = 0; j < Sizes[source]; j++)
                {
                    Weights[_first[source] + j, _first[target] + i] = Weights[_first[target] + i, _first[source] + j];
                }
            }
        }
    }

    private bool AtRail(double x, double f) => Node == Node.Rail && ((x == 0 && f < 0) || (x == 1 && f > 0));

    private Vector<double> Projected(Vector<double> x) => Node == Node.Rail ? x.Map(a => Math.Clamp(a, 0, 1)) : x;

    private double Output(double x) => Node switch
    {
        Node.Tanh or Node.EnergyTanh => Math.Tanh(x),
        Node.Logistic => 1 / (1 + Math.Exp(-x)),
        _ => x,
    };

    private double OutputSlope(double x) => Node switch
    {
        Node.Tanh or Node.EnergyTanh => 1 - Output(x) * Output(x),
        Node.Logistic => Output(x) * (1 - Output(x)),
        _ => 1,
    };

    private bool ObservesOutput => Node is Node.Tanh or Node.Logistic;

    private double Observed(double x) => ObservesOutput ? Output(x) : x;

    private double PushAt(int i) => i >= _first[^1] ? Stiffness : 0;

    private Vector<double> Net(Vector<double> x) => Weights * x.Map(Output) + Vector<double>.Build.Dense(Drives);

    private Vector<double> Rates(Vector<double> x)
    {
        Vector<double> net = Net(x);
        return Vector<double>.Build.Dense(x.Count, i =>
        {
            double force = Node == Node.EnergyTanh ? OutputSlope(x[i]) * net[i] : net[i];
            double diode = Node == Node.Diode ? (Math.Exp(20 * x[i]) - 1) / 20 : 0;
            return force - Leaks[i] * x[i] - diode + PushAt(i) * (Target - Observed(x[i]));
        });
    }

    private Matrix<double> Jacobian(Vector<double> x)
    {
        Vector<double> net = Net(x);
        return Matrix<double>.Build.Dense(x.Count, x.Count, (i, j) =>
            Weights[i, j] * OutputSlope(x[j]) * (Node == Node.EnergyTanh ? OutputSlope(x[i]) : 1) + (i == j ? OwnSlope(x[i], net[i], i) : 0));
    }

    private double OwnSlope(double x, double net, int i)
    {
        double observedSlope = ObservesOutput ? OutputSlope(x) : 1, slope = -Leaks[i] - PushAt(i) * observedSlope;
        return Node switch
        {
            Node.EnergyTanh => slope - 2 * Math.Tanh(x) * OutputSlope(x) * net,
            Node.Diode => slope - Math.Exp(20 * x),
            _ => slope,
        };
    }
}
