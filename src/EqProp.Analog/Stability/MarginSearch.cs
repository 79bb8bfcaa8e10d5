using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>
/// Follows an operating point while a parameter moves, until its spectral abscissa changes sign or the point vanishes, and closes in on that
/// place by halving.
/// </summary>
/// <remarks>
/// Steps grow to an eighth of the way gone, so that a window of instability narrower than that can be stepped over. A step that moves a node
/// by more than a tenth of a swing is taken again at half its length: the point is followed, and no other.
/// </remarks>
public sealed class MarginSearch
{
    private const double FirstStep = 0.01;
    private const double SmallestStep = 1e-9;
    private const double Growth = 0.125;
    private const double Reach = 0.1;

    /// <summary>Largest shift, and natural logarithm of the largest factor (1000).</summary>
    private const double Farthest = 6.907755278982137;

    private readonly NetworkLayout _layout;
    private readonly NetworkParameters _parameters;
    private readonly double[] _inputs;
    private readonly OperatingPoint _point;

    private MarginSearch(NetworkLayout layout, NetworkParameters parameters, double[] inputs, OperatingPoint point)
    {
        _layout = layout;
        _parameters = parameters;
        _inputs = inputs;
        _point = point;
    }

    /// <summary>Finds the limits of every parameter, one at a time.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="point">One of its operating points.</param>
    /// <param name="stop">Stops between parameters.</param>
    /// <returns>One entry a parameter of <see cref="ParameterMove.Of"/>.</returns>
    public static IReadOnlyList<StabilityMargin> Run(
        NetworkEquations equations, double[] inputs, OperatingPoint point, CancellationToken stop = default)
    {
        var search = new MarginSearch(equations.Layout, equations.Parameters, inputs, point);
        return [.. ParameterMove.Of(equations.Layout, equations.Parameters).Select(move =>
        {
            stop.ThrowIfCancellationRequested();
            return new StabilityMargin(move, search.Follow(move, -1), search.Follow(move, 1));
        })];
    }

    private StabilityLimit Follow(ParameterMove move, int sign)
    {
        double gone = 0, step = FirstStep;
        OperatingPoint here = _point;
        while (gone < Farthest)
        {
            step = Math.Min(step, Farthest - gone);
            if (Next(move, sign * (gone + step), here) is not { } next)
            {
                step /= 2;
                if (step < SmallestStep)
                {
                    return Limit(LimitKind.Fold, move, sign * gone, here);
                }
            }
            else if (next.IsStable != _point.IsStable)
            {
                return Halve(move, sign, gone, gone + step, here);
            }
            else
            {
                here = next;
                gone += step;
                step = Math.Max(step, Math.Min(2 * step, Math.Max(FirstStep, Growth * gone)));
            }
        }

        return Limit(LimitKind.None, move, sign * gone, here);
    }

    private StabilityLimit Halve(ParameterMove move, int sign, double low, double high, OperatingPoint here)
    {
        bool vanishes = false;
        while (high - low > SmallestStep)
        {
            double middle = (low + high) / 2;
            OperatingPoint? next = Next(move, sign * middle, here);
            if (next?.IsStable == _point.IsStable)
            {
                (low, here) = (middle, next);
            }
            else
            {
                high = middle;
                vanishes = next is null;
            }
        }

        LimitKind real = vanishes ? LimitKind.Fold : LimitKind.RealEigenvalue;
        return Limit(here.Spectrum.Leading.Imaginary != 0 ? LimitKind.Hopf : real, move, sign * low, here);
    }

    private OperatingPoint? Next(ParameterMove move, double amount, OperatingPoint here)
    {
        NetworkEquations moved = move.Apply(_layout, _parameters, amount);
        return RestFinder.Find(moved, _inputs, here.State, Reach) is { } state ? OperatingPoint.At(moved, _inputs, state) : null;
    }

    private static StabilityLimit Limit(LimitKind kind, ParameterMove move, double amount, OperatingPoint at) =>
        new(kind, amount, move.ValueAt(amount), at.Spectrum.Leading);
}
