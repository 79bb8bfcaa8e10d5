using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Names of methods of the catalog.</summary>
public static class MethodTheoryData
{
    public static TheoryData<string> All => [.. TrajectoryMethod.All.Select(m => m.Name)];

    public static TheoryData<string> Adaptive => [.. TrajectoryMethod.All.Where(m => m.ChoosesSteps).Select(m => m.Name)];

    public static TheoryData<string> Noisy => [.. TrajectoryMethod.All.Where(m => m.TakesNoise).Select(m => m.Name)];

    public static TheoryData<string> Bounded => [.. TrajectoryMethod.All.Where(m => m.Stability == MethodStability.RealInterval).Select(m => m.Name)];
}
