using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>A run allocates its result; its steps and samples allocate nothing.</summary>
public class AllocationTests
{
    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void Steps_allocate_nothing(string name)
    {
        var drawn = new DrawnNetwork(4, 12);
        using var network = new TestNetwork<double>(Law.Tanh, drawn, TrajectoryMethod.Find(name), TrajectoryControl.Fixed(0.1), rows: 5);
        var few = new SampleRecorder<double>(5, [0.05], [new(0, 3)]);
        var many = new SampleRecorder<double>(5, Enumerable.Range(0, 300).Select(i => 0.05 * i), [new(0, 3)]);
        var stop = new TrajectoryStop { Crossing = new(0, 1, 1e3, CrossingDirection.Either), Residual = 0 };
        Allocated(0.2, few);
        Allocated(20, many);
        Assert.Equal(Allocated(0.2, few), Allocated(20, many));

        long Allocated(double duration, SampleRecorder<double> recorder)
        {
            double[] start = new double[12];
            return Allocations.Of(() =>
            {
                network.From(start);
                network.Trajectory.Run(5, duration, stop, recorder);
            });
        }
    }
}
