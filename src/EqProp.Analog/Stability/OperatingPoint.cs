using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>A state in which nothing moves, stable or not, with the motion around it.</summary>
/// <param name="State">One a free node, in group order, dimensionless.</param>
/// <param name="Spectrum">Eigenvalues of the motion around it, without nodes that rest at a rail.</param>
/// <param name="MiniMaximizer">The test that does not depend on time constants; null for circuits without inhibitors.</param>
public sealed record OperatingPoint(double[] State, Spectrum Spectrum, MiniMaximizer? MiniMaximizer)
{
    /// <summary>Whether every small disturbance dies out.</summary>
    public bool IsStable => Spectrum.Abscissa < 0;

    /// <summary>Linearises a network at a state where it rests.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>The point.</returns>
    public static OperatingPoint At(NetworkEquations equations, double[] inputs, double[] state)
    {
        double[,] jacobian = equations.Jacobian(inputs, state);
        return new(state, Spectrum.Of(jacobian, equations.Held(inputs, state)), MiniMaximizer.Of(equations.Layout, jacobian));
    }
}
