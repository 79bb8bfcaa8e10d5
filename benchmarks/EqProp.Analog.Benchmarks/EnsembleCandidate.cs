using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Benchmarks;

/// <summary>A way to settle an ensemble.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">Method of integration.</param>
/// <param name="NominalStep">Nominal step, in tau.</param>
internal sealed record EnsembleCandidate(string Name, EnsembleMethod Method, double NominalStep)
{
    /// <summary>Classical Runge-Kutta, four steps a tau.</summary>
    public static EnsembleCandidate RungeKutta4 { get; } = new("Runge-Kutta 4", EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), 0.25);

    /// <summary>Tsitouras' pair with steps of each chip's own, whose states stay within 1e-4 of the exact ones.</summary>
    public static EnsembleCandidate OwnSteps { get; } =
        new("Tsitouras 5(4), own steps, 1e-3", EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-3, 0)), 0.25);

    /// <summary>All that are reported.</summary>
    public static IReadOnlyList<EnsembleCandidate> All { get; } =
    [
        RungeKutta4,
        new("Tsitouras 5", EnsembleMethod.Fixed(RungeKuttaTableau.Tsitouras5), 0.5),
        new("Bogacki-Shampine 3(2), own steps, 1e-4", EnsembleMethod.Adaptive(RungeKuttaTableau.BogackiShampine3, new(1e-4, 0)), 0.25),
        new("Tsitouras 5(4), own steps, 2e-3", EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(2e-3, 0)), 0.25),
        OwnSteps,
    ];

    /// <summary>Whether each chip takes steps of its own.</summary>
    public bool HasOwnSteps => Method.Tolerance is not null;

    /// <summary>Nominal steps of a settle.</summary>
    public int Steps => (int)Math.Round(EnsembleReference.SettleTime / NominalStep);
}
