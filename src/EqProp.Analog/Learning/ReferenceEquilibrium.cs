using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Learning;

/// <summary>The operating point of one example, settled as far as double precision goes.</summary>
/// <param name="State">States of the free nodes, in group order, dimensionless.</param>
/// <param name="Activities">What synapses see of every node, one array a group, the clamped group first.</param>
/// <param name="Residual">Largest |ds/dt| left over the nodes that can move, in swings a time constant.</param>
/// <param name="Steps">Relaxation and Newton steps taken.</param>
public sealed record ReferenceEquilibrium(double[] State, double[][] Activities, double Residual, int Steps)
{
    /// <summary>Relaxation steps between two trials of Newton's method.</summary>
    private const int StepsPerRound = 50;

    private const int NewtonSteps = 20;

    /// <summary>Residual below which Newton's method may take over: further out it can leave for another equilibrium.</summary>
    private const double NewtonResidual = 1e-4;

    /// <summary>
    /// Lets one example settle: relaxation to the neighbourhood, then Newton's method on the nodes that move. Where membranes have nonlinear
    /// conductances it follows the physics and takes stable equilibria alone.
    /// </summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <param name="start">States to start from; the network's initial states if left out.</param>
    /// <param name="residual">Largest |ds/dt| to accept, in swings a time constant.</param>
    /// <param name="maximumSteps">Steps after which to give up.</param>
    /// <returns>The equilibrium that the network falls into from the start.</returns>
    /// <exception cref="InputException">The states left every bound, did not reach the residual, or began on an unstable equilibrium.</exception>
    /// <remarks>
    /// The relaxation is explicit Euler; its step is the inverse of the largest absolute row sum of the Jacobian, a bound
    /// on its spectral radius. Shockley diodes are left out of it and taken at the end point of the step, so that a diode that has
    /// closed does not stop the others. A start very close to an unstable equilibrium may settle on it. With nonlinear conductances the
    /// relaxation is in physical time and an equilibrium counts only if every eigenvalue of its Jacobian has a negative real part.
    /// </remarks>
    public static ReferenceEquilibrium Settle(
        NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge = null, ReadOnlySpan<double> start = default,
        double residual = 1e-12, int maximumSteps = 200_000)
    {
        double[] state = equations.Project(start.IsEmpty ? equations.InitialState() : start.ToArray());
        if (equations.HasNonlinearConductances)
        {
            return SettleStably(equations, inputs, nudge, state, residual, maximumSteps);
        }

        double left = equations.Residual(inputs, state, nudge);
        int steps = 0;
        while (!(left <= residual))
        {
            if (left <= NewtonResidual && Polish(equations, inputs, nudge, state, residual) is { } polished)
            {
                (state, int taken) = polished;
                steps += taken;
                left = equations.Residual(inputs, state, nudge);
                break;
            }

            if (!double.IsFinite(left) || steps >= maximumSteps)
            {
                throw Unsettled(left, residual, steps);
            }

            double epsilon = 1 / LargestRowSum(equations.Jacobian(inputs, state, nudge, withDiodes: false));
            for (int k = 0; k < StepsPerRound; k++)
            {
                state = equations.ImplicitDiodeStep(inputs, state, epsilon, nudge);
            }

            steps += StepsPerRound;
            left = equations.Residual(inputs, state, nudge);
        }

        return new ReferenceEquilibrium(state, equations.Activities(inputs, state), left, steps);
    }

    private static ReferenceEquilibrium SettleStably(
        NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] start, double residual, int maximumSteps)
    {
        var relaxation = new TimeRelaxation(equations, inputs, nudge, start);
        for (int steps = 0; ; steps += StepsPerRound)
        {
            double left = equations.Residual(inputs, relaxation.State, nudge);
            if (left <= NewtonResidual && Polish(equations, inputs, nudge, relaxation.State, residual) is { } polished
                && IsStable(equations, inputs, nudge, polished.State))
            {
                double[] state = Refined(equations, inputs, nudge, polished.State);
                return new ReferenceEquilibrium(
                    state, equations.Activities(inputs, state), equations.Residual(inputs, state, nudge), steps + polished.Steps + 1);
            }

            if (left <= residual)
            {
                throw Unstable();
            }

            if (!double.IsFinite(left) || steps >= maximumSteps)
            {
                throw Unsettled(left, residual, steps);
            }

            relaxation.Advance(StepsPerRound);
        }
    }

    private static bool IsStable(NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] state)
    {
        double[,] jacobian = equations.Jacobian(inputs, state, nudge);
        int[] moving = MovingNodes.Of(equations.Held(inputs, state, nudge));
        var matrix = Matrix<double>.Build.Dense(moving.Length, moving.Length, (i, j) => jacobian[moving[i], moving[j]]);
        return moving.Length == 0 || matrix.Evd(Symmetricity.Asymmetric).EigenValues.All(value => value.Real < 0);
    }

    /// <summary>One more step of Newton's method where that lowers the residual.</summary>
    private static double[] Refined(NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] state)
    {
        double[] next = NewtonStep(equations, inputs, nudge, state);
        return equations.Residual(inputs, next, nudge) < equations.Residual(inputs, state, nudge) ? next : state;
    }

    private static double[] NewtonStep(NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] state)
    {
        double[] step = MovingNodes.Solve(
            equations.Jacobian(inputs, state, nudge), equations.Held(inputs, state, nudge), equations.Rate(inputs, state, nudge));
        return equations.Project([.. state.Zip(step, (s, d) => s - d)]);
    }

    /// <summary>Newton's method with the held nodes left out; null unless it ends settled and close to where it began.</summary>
    private static (double[] State, int Steps)? Polish(
        NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] start, double residual)
    {
        double reach = 1000 * equations.Residual(inputs, start, nudge);
        double[] state = start;
        for (int k = 1; k <= NewtonSteps; k++)
        {
            state = NewtonStep(equations, inputs, nudge, state);
            if (!(state.Zip(start, (a, b) => Math.Abs(a - b)).Max() <= reach))
            {
                return null;
            }

            if (equations.Residual(inputs, state, nudge) <= residual)
            {
                return (state, k);
            }
        }

        return null;
    }

    private static double LargestRowSum(double[,] matrix) => Matrix<double>.Build.DenseOfArray(matrix).InfinityNorm();

    private static InputException Unstable() => new(
        "network.unstable",
        "circuit",
        "The network begins on an equilibrium that is not stable: any noise makes it leave.",
        "Start from other states, or change the inputs or biases slightly.",
        FailureKind.Diverged);

    private static InputException Unsettled(double left, double residual, int steps) => new(
        "network.unsettled",
        "circuit",
        $"The network has a residual of {left:g3} after {steps} relaxation steps; {residual:g3} was asked for.",
        "Lower the weights so that the network has a stable equilibrium, or accept a larger residual.",
        FailureKind.Diverged);
}
