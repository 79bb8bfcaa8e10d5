namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Coefficients of an explicit Runge-Kutta method for x' = f(x). Slope 0 is taken at the old state, slope s at
/// x + h sum_j Stages[s-1][j] k_j; the last row gives the new state. A pair also has an error estimate
/// h sum_j Error[j] k_j, whose last slope is the one at the new state and serves the next step (first same as last).
/// </summary>
public sealed class RungeKuttaTableau
{
    private RungeKuttaTableau(int order, double[][] stages, double[]? error = null)
    {
        Order = order;
        Stages = stages;
        Error = error;
    }

    /// <summary>Explicit Euler: one slope a step.</summary>
    public static RungeKuttaTableau Euler1 { get; } = new(1, [[1]]);

    /// <summary>Heun's method of order two, the explicit trapezoidal rule: two slopes a step.</summary>
    public static RungeKuttaTableau Heun2 { get; } = new(2, [[1], [0.5, 0.5]]);

    /// <summary>The classical method of order four: four slopes a step.</summary>
    public static RungeKuttaTableau Classical4 { get; } = new(4, [[0.5], [0, 0.5], [0, 0, 1], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]]);

    /// <summary>Bogacki and Shampine (1989), order three with an estimate of order two: three slopes a step.</summary>
    public static RungeKuttaTableau BogackiShampine3 { get; } = new(
        3,
        [[0.5], [0, 0.75], [2.0 / 9, 1.0 / 3, 4.0 / 9]],
        [2.0 / 9 - 7.0 / 24, 1.0 / 3 - 1.0 / 4, 4.0 / 9 - 1.0 / 3, -1.0 / 8]);

    /// <summary>Tsitouras (2011), order five with an estimate of order four: six slopes a step.</summary>
    public static RungeKuttaTableau Tsitouras5 { get; } = new(
        5,
        [
            [0.161],
            [-0.008480655492356989, 0.335480655492357],
            [2.8971530571054935, -6.359448489975075, 4.3622954328695815],
            [5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525],
            [5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383],
            [0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774],
        ],
        [
            -0.00178001105222577714, -0.0008164344596567469, 0.007880878010261995, -0.1447110071732629,
            0.5823571654525552, -0.45808210592918697, 1.0 / 66,
        ]);

    /// <summary>Order of accuracy of the new state.</summary>
    public int Order { get; }

    /// <summary>Rows of coefficients; the last gives the new state.</summary>
    public IReadOnlyList<double[]> Stages { get; }

    /// <summary>Coefficients of the error estimate, one more than there are rows; null where the method has none.</summary>
    public double[]? Error { get; }
}
