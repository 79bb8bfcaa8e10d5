using EqProp.Analog.Spatial;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Shooting finds what short stacks settle to, and fails as it must on deep ones.</summary>
public class ShootingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_short_stack_is_hit(bool clamps)
    {
        SpatialChain chain = Stacks.Draw(61, new StackOptions { Depth = 4, ClampsInput = clamps }).ToChain();
        Shooting shot = Shooting.From(chain);
        Assert.InRange(shot.EndMomentum, 0, 1e-12);
        Assert.InRange(shot.Steps, 2, 59);
        Assert.InRange(shot.Path.DistanceTo(BoundarySolve.Free(chain, shot.Path.Positions)), 0, 1e-10);
    }

    [Fact]
    public void The_digits_that_a_deep_stack_loses_are_left_as_end_momentum()
    {
        SpatialChain chain = Stacks.Draw(62, new StackOptions { Depth = 16, Size = 1, Du = 1, Dv = null, ClampsInput = false }).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        Shooting shot = Shooting.From(chain, free.Positions[0]);
        Assert.InRange(shot.Growth.DigitsLost, 7, 10);
        Assert.InRange(shot.EndMomentum / shot.Growth.Measured, 1e-18, 1e-15);
        Assert.InRange(free.Momenta[^1].Max(Math.Abs), 0, 1e-13);
    }
}
