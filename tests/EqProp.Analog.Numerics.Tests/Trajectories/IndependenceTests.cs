using System.Numerics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>The same bits alone or in a batch, on any number of threads, at every register width.</summary>
public class IndependenceTests
{
    private const int Rows = 53;

    private static readonly DrawnNetwork Drawn = new(9, 37, weightSigma: 1);

    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void Single_precision(string name) => Check<float>(TrajectoryMethod.Find(name));

    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void Double_precision(string name) => Check<double>(TrajectoryMethod.Find(name));

    private static void Check<T>(TrajectoryMethod method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (ulong[] bits, int[] steps) = Run<T>(method, VectorWidth.Scalar, threads: 1);
        Assert.True(!method.ChoosesSteps || steps.Distinct().Count() > 1);
        foreach (VectorWidth width in new[] { VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512 })
        {
            (ulong[] found, int[] taken) = Run<T>(method, width, threads: 2);
            Assert.Equal(steps, taken);
            Assert.True(bits.AsSpan().SequenceEqual(found), $"{method}, {width}");
        }

        CheckAlone<T>(method);
    }

    private static (ulong[] Bits, int[] Steps) Run<T>(TrajectoryMethod method, VectorWidth width, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TestNetwork<T> network = Make<T>(method, Rows, width);
        var recorder = new SampleRecorder<T>(Rows, [0.3, 1.1, 2.9], Enumerable.Range(0, Drawn.Size).Select(i => new StateProbe(0, i, i % 3 == 0)));
        TrajectoryResult result = network.Trajectory.Run(Rows, 3, new() { Residual = 0.02 }, recorder, threads);
        List<ulong> bits = [.. Numbers.Bits(network.Group.State(0), network.Group.Output(0)), .. result.Times.Select(BitConverter.DoubleToUInt64Bits)];
        for (int row = 0; row < Rows; row++)
        {
            for (int index = 0; index < recorder.Taken(row); index++)
            {
                bits.AddRange(recorder.Values(row, index).ToArray().Select(x => BitConverter.DoubleToUInt64Bits(double.CreateTruncating(x))));
            }
        }

        return ([.. bits], result.Steps);
    }

    /// <summary>Some examples by themselves, in the first row of a batch of one.</summary>
    private static void CheckAlone<T>(TrajectoryMethod method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TestNetwork<T> batch = Make<T>(method, Rows, null), single = Make<T>(method, 1, null);
        batch.Trajectory.Run(Rows, 3);
        foreach (int row in new[] { 0, 5, 23, 24, Rows - 1 })
        {
            batch.Group.Drive.Row(row).CopyTo(single.Group.Drive.Row(0));
            single.From(new double[Drawn.Size]).Trajectory.Run(1, 3);
            Assert.Equal(batch.States(row), single.States());
        }
    }

    private static TestNetwork<T> Make<T>(TrajectoryMethod method, int rows, VectorWidth? width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Law.Tanh, Drawn, method, method.ChoosesSteps ? TrajectoryControl.Adaptive(new(1e-3, 1e-3)) : TrajectoryControl.Fixed(0.125), rows, width);
}
