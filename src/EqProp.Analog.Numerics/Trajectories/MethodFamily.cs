namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>How a step is formed.</summary>
internal enum MethodFamily
{
    RungeKutta,
    ExponentialEuler,
    ExponentialRungeKutta,
    Rosenbrock,
}
