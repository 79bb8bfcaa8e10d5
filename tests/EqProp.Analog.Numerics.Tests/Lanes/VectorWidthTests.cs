using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Lanes;

public class VectorWidthTests
{
    /// <summary>
    /// Runs that switch instruction sets off set this variable to the width they mean to test: a misspelt switch is
    /// ignored silently. "scalar", "128", "256" or "512".
    /// </summary>
    private const string Variable = "EQPROP_EXPECT_WIDTH";

    [Fact]
    public void Widest_width_is_the_one_this_run_asked_for()
    {
        string? expected = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(expected))
        {
            VectorWidth widest = VectorWidthSelection.Widest;
            Assert.Equal(expected, widest == VectorWidth.Scalar ? "scalar" : ((int)widest).ToString());
        }
    }
}
