using EqProp.Analog.Circuits;
using EqProp.Analog.Spatial;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Equilibrium propagation, echoes and linearised problems against finite differences of solved chains.</summary>
public class ChainGradientTests
{
    private static readonly double[] Targets = [0.4, -0.3, 0.2];

    private static readonly Dictionary<string, StackOptions> Shapes = new()
    {
        ["one to one"] = new(),
        ["matrices"] = new() { HasMatrices = true, Nonlinearity = NonlinearityKind.Tanh },
        ["inhibitors alone"] = new() { Dv = null, HasMatrices = true },
        ["free"] = new() { ClampsInput = false, Nonlinearity = NonlinearityKind.AlphaCubic },
    };

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Equilibrium_propagation_and_returning_echoes_are_the_gradient_of_the_operating_point_to_second_order(string shape)
    {
        StackOptions options = Shapes[shape];
        SpatialChain chain = Stacks.Draw(21, options).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        foreach (int first in options.Dv is null ? new[] { 0 } : [0, 3])
        {
            EndCost cost = EndCost.SquaredError(Targets, first);
            double[] differences = Stacks.Differences(chain, moved => cost.Of(BoundarySolve.Free(moved, free.Positions)));
            double[] exact = [.. BoundaryGradient.Exact(chain, cost, free).All];
            Assert.InRange(Stacks.RelativeError(exact, differences), 0, 1e-9);
            RequireSecondOrder(beta => BoundaryGradient.Centered(chain, cost, free, beta).All, exact, 0.1);
            RequireSecondOrder(epsilon => HamiltonianEcho.OfOperatingPoint(chain, cost, free, epsilon).All, exact, 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void An_echo_is_the_gradient_of_the_way_forward_to_second_order(string shape)
    {
        StackOptions options = Shapes[shape];
        SpatialChain chain = Stacks.Draw(22, options).ToChain();
        (double[] x, double[] p) = LayerRecurrenceTests.DrawStart(chain, 22, 0.5);
        DepthPath forward = LayerRecurrence.Forward(chain, x, p);
        EndCost cost = EndCost.SquaredError(Targets, options.Dv is null ? 0 : 3);
        double[] differences = Stacks.Differences(chain, moved => cost.Of(LayerRecurrence.Forward(moved, x, p)), 3e-4);
        Assert.InRange(Stacks.RelativeError(HamiltonianEcho.ExactOfWayForward(chain, cost, forward).All, differences), 0, 1e-8);
        RequireSecondOrder(epsilon => HamiltonianEcho.OfWayForward(chain, cost, forward, epsilon).All, differences, 0.03);
    }

    [Fact]
    public void What_is_held_at_the_first_layer_decides_which_gradient_it_is()
    {
        SpatialChain chain = Stacks.Draw(23, new StackOptions()).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        EndCost cost = EndCost.SquaredError(Targets);
        double[] rest = [.. BoundaryGradient.Exact(chain, cost, free).All], forward = [.. HamiltonianEcho.ExactOfWayForward(chain, cost, free).All];
        Assert.True(Stacks.RelativeError(forward, rest) > 0.5);
    }

    [Fact]
    public void A_single_layer_has_the_gradient_of_its_rest_state()
    {
        CellStack stack = Stacks.Draw(24, new StackOptions { Depth = 2, ClampsInput = false });
        SpatialChain chain = (stack with { Layers = [stack.Layers[0]], Links = [] }).ToChain();
        EndCost cost = EndCost.SquaredError(Targets);
        DepthPath free = BoundarySolve.Free(chain);
        double[] differences = Stacks.Differences(chain, moved => cost.Of(BoundarySolve.Free(moved, free.Positions)));
        Assert.InRange(Stacks.RelativeError(BoundaryGradient.Exact(chain, cost, free).All, differences), 0, 1e-9);
        Assert.InRange(Stacks.RelativeError(HamiltonianEcho.OfOperatingPoint(chain, cost, free, 1e-4).All, differences), 0, 1e-6);
    }

    /// <summary>The error falls as the square over two decades.</summary>
    private static void RequireSecondOrder(Func<double, IReadOnlyList<double>> estimate, double[] exact, double largest)
    {
        double[] sizes = [largest, largest / 10, largest / 100];
        double[] errors = [.. sizes.Select(size => Stacks.RelativeError(estimate(size), exact))];
        Assert.InRange(errors[2], 1e-14, 1e-4);
        Assert.InRange(Stacks.Order(sizes[..2], errors[..2]), 1.9, 2.1);
        Assert.InRange(Stacks.Order(sizes[1..], errors[1..]), 1.9, 2.1);
    }
}
