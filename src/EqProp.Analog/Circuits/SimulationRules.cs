namespace EqProp.Analog.Circuits;

/// <summary>Rules of the numerics.</summary>
internal static class SimulationRules
{
    // Ends of the stability intervals on the real axis: explicit Euler and methods of two stages, and the classical method of order four.
    private const double EulerLimit = 2;
    private const double Rk4Limit = 2.785293563405282;

    /// <summary>Finest tolerance in swings that single precision can keep.</summary>
    private const double FinestSingle = 1e-6;

    public static void Check(CircuitDescription description, Findings findings)
    {
        SimulationBlock simulation = description.Simulation;
        if (simulation.Epsilon is null && simulation.TimeStep is null)
        {
            findings.Add("simulation.step", "simulation", "There is no time step.", "Give epsilon or timeStep.");
        }

        findings.Positive(simulation.Epsilon, "simulation.epsilon", "The time step");
        CheckTolerance(simulation.RelativeTolerance, "simulation.relativeTolerance", findings);
        CheckTolerance(simulation.AbsoluteTolerance, "simulation.absoluteTolerance", findings);
        findings.Positive(simulation.SteadyState.Tolerance, "simulation.steadyState.tolerance", "The largest error in swings");
        findings.AtLeast(simulation.SteadyState.MaximumSweeps, 1, "simulation.steadyState.maximumSweeps", "The number of sweeps");
        CheckLeakStability(description, findings);
        CheckRails(description, findings);
        CheckPrecision(simulation, findings);
    }

    private static void CheckPrecision(SimulationBlock simulation, Findings findings)
    {
        if (simulation.Precision == PrecisionKind.Double)
        {
            return;
        }

        (double Tolerance, string Path)[] tolerances = simulation.Settling == SettlingKind.SteadyState
            ? [(simulation.SteadyState.Tolerance, "simulation.steadyState.tolerance")]
            : simulation.Method is IntegrationMethod.BogackiShampine or IntegrationMethod.Tsitouras or IntegrationMethod.Rosenbrock
                ? [(simulation.RelativeTolerance, "simulation.relativeTolerance"), (simulation.AbsoluteTolerance, "simulation.absoluteTolerance")]
                : [];
        foreach ((double tolerance, string path) in tolerances.Where(one => one.Tolerance is > 0 and < FinestSingle))
        {
            findings.Add(
                "simulation.precision", path,
                $"Single precision cannot keep a tolerance of {RuleChecks.Text(tolerance)}: a state of one is known to 6e-8, and errors of a step add up.",
                $"Set simulation.precision to double, or the tolerance to {RuleChecks.Text(FinestSingle)} or more.");
        }
    }

    private static void CheckTolerance(double tolerance, string path, Findings findings)
    {
        if (!(tolerance > 0 && tolerance < 1))
        {
            findings.Add(
                "simulation.tolerance", path, $"The tolerance is {RuleChecks.Text(tolerance)}; it must lie between 0 and 1.", "Give a small number, such as 1e-4.");
        }
    }

    // Their engine does not put stages on rails; every other method does.
    private static void CheckRails(CircuitDescription description, Findings findings)
    {
        IntegrationMethod method = description.Simulation.Method;
        if (method is not (IntegrationMethod.Rk4 or IntegrationMethod.StochasticRungeKutta))
        {
            return;
        }

        CircuitBlock circuit = description.Circuit;
        NodeRole[] free = [NodeRole.Hidden, NodeRole.Output];
        bool clipped = circuit.ForceOf() == ForceForm.EnergyBased
            && free.Any(role => circuit.ActivationOf(role).Kind is ActivationKind.HardSigmoid or ActivationKind.Relu);
        bool ideal = free.Any(role => circuit.DiodesOf(role).Any(diode => diode.Kind == DiodeKind.Ideal));
        if (clipped || ideal)
        {
            string what = clipped ? "The energy-based force of hardSigmoid and relu neurons stops"
                : circuit.Compliance is null ? "Neurons with ideal diodes stop" : "Neurons within the compliance of current sources stop";
            findings.Add(
                "simulation.rails",
                "simulation.method",
                $"{what} at rails, which the stages of {RecordShapes.FileName(method.ToString())} are not made for.",
                "Use projectedEuler, tsitouras or another method (eqprop methods); or forces without rails: currentSumming, smooth activations, Shockley diodes.");
        }
    }

    // A membrane with nothing but its leak already grows when the step passes the limit; synapses only tighten it.
    private static void CheckLeakStability(CircuitDescription description, Findings findings)
    {
        double? limit = description.Simulation.Method switch
        {
            IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler or IntegrationMethod.Heun
                or IntegrationMethod.StochasticRungeKutta => EulerLimit,
            IntegrationMethod.Rk4 => Rk4Limit,
            _ => null,
        };
        double step = (description.Simulation.TimeStep ?? 0) * FastestRate.Of(description.Circuit);
        if (step >= limit && description.Circuit.Neurons.FitzHughNagumo is not null)
        {
            double epsilon = limit.Value / CellRate.Of(description.Circuit);
            findings.Add(
                "simulation.unstable",
                "simulation.epsilon",
                $"With steps of {RuleChecks.Text(description.Simulation.Epsilon ?? double.NaN)} T0 the fastest cells grow: their nonlinear conductance and resistors change "
                + $"a state at {RuleChecks.Text(CellRate.Of(description.Circuit))} / T0.",
                $"Give epsilon below {RuleChecks.Text(epsilon)}, half of it for a faithful shape, or use a method that chooses its steps (tsitouras, rosenbrock).");
        }
        else if (step >= limit)
        {
            findings.Add(
                "simulation.unstable",
                "simulation.epsilon",
                $"The step is {RuleChecks.Text(step)} time constants of the fastest neuron or wire; from {RuleChecks.Text(limit.Value)} on even its leak alone makes it grow.",
                "Shorten the step, or use a method that chooses its steps (tsitouras, rosenbrock) or exponentialEuler.");
        }
    }
}
