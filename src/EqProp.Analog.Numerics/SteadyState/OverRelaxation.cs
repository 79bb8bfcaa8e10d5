using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// The factor by which one example lengthens its steps, estimated from its own residuals.
/// </summary>
/// <remarks>
/// At factor w the ratio eta of successive residuals obeys (eta + w - 1)^2 = eta w^2 mu^2, where mu is the largest eigenvalue of the
/// coupling; the best factor is 2 / (1 + sqrt(1 - mu^2)), and there eta is w - 1 (Young 1971; Hageman and Young 1981). The ratio is
/// taken over some sweeps, w is raised only, by half of what is left to 2 at most, and goes back where residuals grow.
/// </remarks>
internal struct OverRelaxation
{
    /// <summary>Residuals that are remembered: as many ratios as the longest window, and one.</summary>
    private const int Remembered = 7;

    private const int FirstWindow = 3;
    private const int LaterWindow = Remembered - 1;

    /// <summary>Growth in a sweep that is no mere transient of a raised factor.</summary>
    private const double MostGrowth = 1.15;

    private const double LargestRatio = 0.999;
    private const double LargestGrowth = 1e6;
    private const double LeastRaise = 0.01;

    /// <summary>The ratio that is assumed before any is known: that of a coupling of 0.9.</summary>
    private const double AssumedRatio = 0.81;

    private Residuals _residuals;
    private double _factorBefore;
    private int _sweeps;
    private int _since;
    private bool _mayRaise;

    /// <summary>The factor.</summary>
    public double Factor { get; private set; }

    /// <summary>How far the example may be from its operating point over its residual.</summary>
    public double Amplification { get; private set; }

    /// <summary>Starts with plain steps.</summary>
    /// <param name="mayRaise">Whether the law above holds, so that a larger factor may help.</param>
    public void Begin(bool mayRaise)
    {
        this = default;
        _mayRaise = mayRaise;
        Factor = _factorBefore = 1;
    }

    /// <summary>Notes the residual of a sweep.</summary>
    public void Add(double residual)
    {
        for (int i = Remembered - 1; i > 0; i--)
        {
            _residuals[i] = _residuals[i - 1];
        }

        _residuals[0] = residual;
        _sweeps++;
        _since++;
        NoteAmplification();
        int window = Factor == 1 && _sweeps <= Remembered ? FirstWindow : LaterWindow;
        if (_mayRaise && _since > window)
        {
            Adapt(Ratio(window));
        }
    }

    private readonly double Ratio(int window)
    {
        double growth = _residuals[0] / _residuals[window];
        if (!(growth > 0 && growth < LargestGrowth))
        {
            return growth > 0 ? LargestGrowth : 0;
        }

        return window switch { 1 => growth, 2 => Math.Sqrt(growth), 3 => CubeRoot(growth), _ => CubeRoot(Math.Sqrt(growth)) };
    }

    /// <summary>By Newton's method from above: the same bits on every machine, which a library's powers need not have.</summary>
    private static double CubeRoot(double cube)
    {
        double root = Math.Max(1, cube), next = root;
        do
        {
            root = next;
            next = root - (root - cube / (root * root)) / 3;
        }
        while (next < root);
        return root;
    }

    /// <summary>
    /// The steps to come add up to factor residual / (1 - ratio) at most while the ratio holds; the second term holds too
    /// where the slowest part does not yet show in the ratio.
    /// </summary>
    private void NoteAmplification()
    {
        int window = Math.Min(FirstWindow, _sweeps - 1);
        double ratio = window > 0 ? Ratio(window) : AssumedRatio;
        ratio = Math.Max(ratio, _sweeps > FirstWindow ? Factor - 1 : AssumedRatio);
        double root = 2 / Factor - 1, coupling = Math.Sqrt(1 - root * root);
        double bySteps = Factor / (1 - Math.Min(LargestRatio, ratio)), byCoupling = Factor / Math.Sqrt(1 - coupling);
        Amplification = Math.Max(bySteps, byCoupling);
    }

    private void Adapt(double ratio)
    {
        if (ratio >= MostGrowth)
        {
            Factor = _factorBefore;
            _factorBefore = 1;
            _since = 0;
            return;
        }

        ratio = Math.Min(LargestRatio, ratio);
        if (!(ratio > Factor - 1))
        {
            return;
        }

        double sum = ratio + Factor - 1;
        double couplingSquare = Math.Min(0.9999, sum * sum / (ratio * Factor * Factor));
        double best = Math.Min(2 / (1 + Math.Sqrt(1 - couplingSquare)), 1 + Factor / 2);
        if (best > Factor + LeastRaise)
        {
            _factorBefore = Factor;
            Factor = best;
            _since = 0;
        }
    }

    [InlineArray(Remembered)]
    private struct Residuals
    {
        private double _first;
    }
}
