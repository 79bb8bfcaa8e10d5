using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>A group that sees another one to one, without a matrix.</summary>
public class FollowingGroupTests
{
    private const int Examples = 30;

    public static TheoryData<RelaxationMethod, VectorWidth> Methods()
    {
        var data = new TheoryData<RelaxationMethod, VectorWidth>();
        foreach (RelaxationMethod method in Enum.GetValues<RelaxationMethod>())
        {
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                data.Add(method, width);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Following_is_a_coupling_by_the_unit_matrix(RelaxationMethod method, VectorWidth width)
    {
        foreach (int size in Enumerable.Range(1, 34).Append(70))
        {
            Assert.Equal(Run(method, VectorWidth.Scalar, size, follows: false, threads: 1), Run(method, width, size, follows: true, threads: 1 + size % 2));
        }
    }

    [Fact]
    public void A_group_of_another_size_cannot_be_followed()
    {
        using StateGroup<float> leader = new(1, 5, outputIsState: false), follower = new(1, 6, outputIsState: false) { Follows = leader };
        GroupStepper<float>[] steppers = [.. new[] { leader, follower }.Select(g => Steppers.For(VectorWidth.Scalar, Equation.Soft, g))];
        Assert.Throws<ArgumentException>(() => new Relaxation<float>(steppers, RelaxationMethod.Euler, 1));
    }

    /// <summary>A pair that one pass over the weights would serve, were it not for what one of the two follows.</summary>
    [Fact]
    public void A_group_that_follows_is_no_half_of_a_pair()
    {
        const int Large = 40, Small = 3;
        float[] without = Pair(null), with = Pair(0.25f);
        Assert.NotEqual(without, with);

        static float[] Pair(float? followed)
        {
            using StateGroup<float> large = new(1, Large, outputIsState: false), small = new(1, Small, outputIsState: false);
            using StateGroup<float> source = new(1, Large, outputIsState: false);
            using var weights = new BatchMatrix<float>(Small, Large);
            large.Incoming.Add(new(small, weights, IsTransposed: false));
            small.Incoming.Add(new(large, weights, IsTransposed: true));
            large.Rate.Row(0).Fill(0.5f);
            source.Output(0).Row(0).Fill(followed ?? 0);
            large.Follows = followed is null ? null : source;
            using var relaxation = new Relaxation<float>(
                [.. new[] { large, small }.Select(g => Steppers.For(VectorWidthSelection.Widest, Equation.Soft, g))], RelaxationMethod.Euler, 1);
            relaxation.Run(1, 1, null, 1);
            return large.State(0).Row(0).ToArray();
        }
    }

    /// <summary>States of a group fed by its drive, of one that follows it, and of a third that sees the second by weights.</summary>
    private static float[] Run(RelaxationMethod method, VectorWidth width, int size, bool follows, int threads)
    {
        StateGroup<float>[] groups = [.. Enumerable.Range(0, 3).Select(_ => new StateGroup<float>(Examples, size, outputIsState: false))];
        using BatchMatrix<float> unit = new(size, size), weights = new(size, size);
        var random = new Random(size);
        for (int i = 0; i < size; i++)
        {
            unit.Row(i)[i] = 1;
            foreach (ref float weight in weights.Row(i))
            {
                weight = random.NextSingle() - 0.5f;
            }
        }

        foreach (StateGroup<float> group in groups)
        {
            group.Leak.Row(0).Fill(1);
            group.Rate.Row(0).Fill(0.125f);
            for (int row = 0; row < Examples; row++)
            {
                foreach (ref float state in group.State(0).Row(row))
                {
                    state = random.NextSingle();
                }

                group.Drive.Row(row).Fill(group == groups[1] ? 0 : random.NextSingle());
            }
        }

        if (follows)
        {
            groups[1].Follows = groups[0];
        }
        else
        {
            groups[1].Incoming.Add(new(groups[0], unit, IsTransposed: false));
        }

        groups[2].Incoming.Add(new(groups[1], weights, IsTransposed: false));
        using var relaxation = new Relaxation<float>([.. groups.Select(g => Steppers.For(width, Equation.Soft, g))], method, Examples);
        relaxation.AdmitStates(Examples);
        relaxation.Run(Examples, 7, null, threads);
        float[] states = [.. groups.SelectMany(g => Enumerable.Range(0, Examples).SelectMany(row => g.State(0).Row(row).ToArray()))];
        Array.ForEach(groups, g => g.Dispose());
        return states;
    }
}
