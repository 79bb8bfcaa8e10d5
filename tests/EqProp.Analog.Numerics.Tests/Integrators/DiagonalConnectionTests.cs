using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;
using EqProp.Analog.Numerics.Tests.Trajectories;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>Couplings of node to node are matrices that are zero off one diagonal, in every engine, to the bit.</summary>
public class DiagonalConnectionTests
{
    private const int Examples = 13;

    public static TheoryData<VectorWidth> Widths => [.. Enum.GetValues<VectorWidth>()];

    public static TheoryData<string, VectorWidth> Methods()
    {
        var data = new TheoryData<string, VectorWidth>();
        foreach (TrajectoryMethod method in TrajectoryMethod.All)
        {
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                data.Add(method.Name, width);
            }
        }

        return data;
    }

    public static TheoryData<string, VectorWidth> ExplicitMethods()
    {
        var data = new TheoryData<string, VectorWidth>();
        foreach (TrajectoryMethod method in TrajectoryMethod.All.Where(method => method.Tableau is not null))
        {
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                data.Add(method.Name, width);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FollowingGroupTests.Methods), MemberType = typeof(FollowingGroupTests))]
    public void Steps_are_those_with_a_matrix(RelaxationMethod method, VectorWidth width)
    {
        foreach ((int size, int other, int shift) in Shapes())
        {
            Assert.Equal(Run(VectorWidth.Scalar, isDense: true, threads: 1), Run(width, isDense: false, threads: 1 + size % 2));

            double[] Run(VectorWidth lanes, bool isDense, int threads)
            {
                using var groups = new ShiftedGroups<double>(lanes, Equation.Soft, Examples, size, other, shift, isDense);
                using var relaxation = new Relaxation<double>(groups.Steppers, method, Examples);
                relaxation.Run(Examples, 5, null, threads);
                return groups.States();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Rails_and_single_precision_too(VectorWidth width)
    {
        foreach ((int size, int other, int shift) in Shapes())
        {
            Assert.Equal(Run(VectorWidth.Scalar, isDense: true), Run(width, isDense: false));

            float[] Run(VectorWidth lanes, bool isDense)
            {
                using var groups = new ShiftedGroups<float>(lanes, Equation.Rail, Examples, size, other, shift, isDense);
                using var relaxation = new Relaxation<float>(groups.Steppers, RelaxationMethod.Euler, Examples);
                relaxation.Run(Examples, 5, null, 1);
                return groups.States();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Trajectories_are_those_with_a_matrix(string name, VectorWidth width)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        foreach ((int size, int other, int shift) in Shapes().Where(s => s.Size <= 17))
        {
            Assert.Equal(Run(VectorWidth.Scalar, isDense: true, threads: 1), Run(width, isDense: false, threads: 1 + size % 2));

            double[] Run(VectorWidth lanes, bool isDense, int threads)
            {
                using var groups = new ShiftedGroups<double>(lanes, Equation.Soft, Examples, size, other, shift, isDense);
                TrajectoryControl control = method.ChoosesSteps ? TrajectoryControl.Adaptive(new(1e-6, 1e-6)) : TrajectoryControl.Fixed();
                using var trajectory = new Trajectory<double>(groups.Steppers, method, control, Examples);
                trajectory.Run(Examples, 5, null, null, threads);
                return groups.States();
            }
        }
    }

    /// <summary>Where nothing else arrives, stages take turns in two arrays.</summary>
    [Theory]
    [MemberData(nameof(ExplicitMethods))]
    public void Trajectories_of_lattices_are_those_with_matrices_alone(string name, VectorWidth width)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        foreach ((Equation equation, int size) in new[] { (Equation.Soft, 5), (Equation.Rail, 17) })
        {
            Assert.Equal(Run(VectorWidth.Scalar, isDense: true), Run(width, isDense: false));

            double[] Run(VectorWidth lanes, bool isDense)
            {
                using var groups = new ShiftedGroups<double>(lanes, equation, Examples, size, size, 2, isDense, hasMatrix: false);
                TrajectoryControl control = method.ChoosesSteps ? TrajectoryControl.Adaptive(new(1e-6, 1e-6)) : TrajectoryControl.Fixed();
                using var trajectory = new Trajectory<double>(groups.Steppers, method, control, Examples);
                trajectory.Run(Examples, 5, null, null, 1);
                return groups.States();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Operating_points_are_those_with_a_matrix(VectorWidth width)
    {
        foreach ((int size, int other, int shift) in Shapes())
        {
            Assert.Equal(Run(VectorWidth.Scalar, isDense: true, threads: 1), Run(width, isDense: false, threads: 1 + size % 2));

            double[] Run(VectorWidth lanes, bool isDense, int threads)
            {
                using var groups = new ShiftedGroups<double>(lanes, Equation.Rail, Examples, size, other, shift, isDense);
                using var search = new SteadyState<double>(groups.Steppers, Examples);
                Assert.Equal(SteadyStateMethod.Anderson, search.Method);
                search.Run(Examples, 30, 1e-9, threads);
                return groups.States();
            }
        }
    }

    /// <summary>Groups that see each other node by node alone have two colours.</summary>
    [Fact]
    public void Colours_are_those_of_all_couplings()
    {
        using StateGroup<double> a = new(1, 3, outputIsState: true), b = new(1, 3, outputIsState: true);
        a.AddDiagonal(b, 1, [1, 1, 0]);
        GroupStepper<double>[] steppers = [.. new[] { a, b }.Select(g => Steppers.For(VectorWidthSelection.Widest, Equation.Rail, g))];
        using var twoColoured = new SteadyState<double>(steppers, 1);
        Assert.Equal(SteadyStateMethod.RedBlackAnderson, twoColoured.Method);
        a.AddDiagonal(a, 1, [1, 1, 0]);
        using var seesItself = new SteadyState<double>(steppers, 1);
        Assert.Equal(SteadyStateMethod.Anderson, seesItself.Method);
    }

    /// <summary>A pair that one pass over the weights would serve, were it not for what arrives at one of the two besides.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_group_with_such_a_coupling_is_no_half_of_a_pair(bool isSmall)
    {
        using StateGroup<float> large = new(1, 40, outputIsState: false), small = new(1, 3, outputIsState: false);
        using var weights = new BatchMatrix<float>(3, 40);
        large.Incoming.Add(new(small, weights, IsTransposed: false));
        small.Incoming.Add(new(large, weights, IsTransposed: true));
        GroupStepper<float> one = Steppers.For(VectorWidthSelection.Widest, Equation.Soft, large), two = Steppers.For(VectorWidthSelection.Widest, Equation.Soft, small);
        bool canPair = one.CanPair(two);
        (isSmall ? small : large).AddDiagonal(large, 0, new float[isSmall ? 3 : 40]);
        Assert.False(one.CanPair(two));
        Assert.Equal(VectorWidthSelection.Widest == VectorWidth.Bits512, canPair);
    }

    [Fact]
    public void Gains_fit_the_states()
    {
        using StateGroup<double> target = new(1, 4, outputIsState: true), source = new(1, 2, outputIsState: true);
        Assert.Throws<ArgumentOutOfRangeException>(() => target.AddDiagonal(source, 0, [1, 1]));
        Assert.Throws<ArgumentException>(() => target.AddDiagonal(source, 0, [1, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => target.AddDiagonal(source, -1, [1, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => target.AddDiagonal(source, int.MaxValue, [0, 0, 0, 1]));
        target.AddDiagonal(source, -1, [0, 1, 1, 0]);
        GroupStepper<double> stepper = Steppers.For(VectorWidthSelection.Widest, Equation.Rail, target);
        Assert.Throws<ArgumentException>(() => new Trajectory<double>([stepper], TrajectoryMethod.Heun, TrajectoryControl.Fixed(), 1));
    }

    /// <summary>Sizes about the lengths of registers, and shifts within and beyond them.</summary>
    private static IEnumerable<(int Size, int Other, int Shift)> Shapes()
    {
        foreach (int size in (int[])[1, 2, 9, 16, 17, 33, 70])
        {
            yield return (size, size, 0);
            yield return (size, size + 1, 1);
            yield return (size, 5, -3);
            yield return (size, 2 * size, size);
            yield return (size, 40, 17);
        }
    }
}
