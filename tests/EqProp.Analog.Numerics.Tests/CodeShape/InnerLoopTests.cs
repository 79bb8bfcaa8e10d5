using System.Text.RegularExpressions;

namespace EqProp.Analog.Numerics.Tests.CodeShape;

/// <summary>
/// The compiler keeps the inner loops in registers: no calls, no sums saved to the stack, multiply-adds on whole registers
/// and no more of them than the kernel says. What it makes of a kernel changes with small changes of the kernel, and a loop
/// that spills still gives the right bits.
/// </summary>
public class InnerLoopTests
{
    private static readonly Lazy<IReadOnlyList<MethodListing>> OfAvx2 = new(() => JitListing.Of(Instructions.Avx2));
    private static readonly Lazy<IReadOnlyList<MethodListing>> OfAvx512 = new(() => JitListing.Of(Instructions.Avx512));

    [ProcessorTheory(Instructions.Avx512)]
    [InlineData("Product", "Tile6x2", "float", 12, 12)]
    [InlineData("Product", "Tile6x2", "double", 12, 12)]
    [InlineData("Product", "Tile6x1", "float", 6, 6)]
    [InlineData("DotProduct", "Tile4x4", "float", 16, 16)]
    [InlineData("DotProduct", "Tile4x4", "double", 16, 16)]
    [InlineData("PairedProduct", "SumRows", "float", 40, 22)]
    [InlineData("ClampedProduct", "AddStrip", "float", 8, 8)]
    [InlineData("ClampedProduct", "AddStrip", "double", 8, 8)]
    [InlineData("ClampedProduct", "WriteStrip", "float", 8, 8)]
    [InlineData("ClampedProduct", "WriteStrip", "double", 8, 8)]
    [InlineData("EulerStep", "MoveAlike", "float", 1, 1)]
    [InlineData("EulerStep", "MovePlainly", "float", 1, 1)]
    [InlineData("RowProduct", "AddEight", "float", 8, 1)]
    [InlineData("EulerStep", "MoveAlike", "double", 1, 1)]
    [InlineData("EulerStep", "MovePlainly", "double", 1, 1)]
    [InlineData("RowProduct", "AddEight", "double", 8, 1)]
    [InlineData("DisturbanceKernels", "AddMeans", "float", 5, 1)]
    [InlineData("DisturbanceKernels", "AddMeans", "double", 5, 1)]
    [InlineData("DisturbanceKernels", "AddProducts", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "AddScaled", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "Combine", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "Approach", "float", 1, 1)]
    public void With_AVX_512(string kernel, string method, string number, int multiplyAdds, int sums) =>
        Check(OfAvx512.Value, kernel, method, $"Lane512`1[{number}]", "zmm", multiplyAdds, sums);

    [ProcessorTheory(Instructions.Avx2)]
    [InlineData("Product", "Tile6x2", "float", 12, 12)]
    [InlineData("Product", "Tile6x2", "double", 12, 12)]
    [InlineData("ClampedProduct", "AddStrip", "float", 8, 8)]
    [InlineData("ClampedProduct", "AddStrip", "double", 8, 8)]
    [InlineData("ClampedProduct", "WriteStrip", "float", 8, 8)]
    [InlineData("ClampedProduct", "WriteStrip", "double", 8, 8)]
    [InlineData("EulerStep", "MoveAlike", "float", 1, 1)]
    [InlineData("EulerStep", "MovePlainly", "float", 1, 1)]
    [InlineData("RowProduct", "AddEight", "float", 8, 1)]
    [InlineData("EulerStep", "MoveAlike", "double", 1, 1)]
    [InlineData("EulerStep", "MovePlainly", "double", 1, 1)]
    [InlineData("RowProduct", "AddEight", "double", 8, 1)]
    [InlineData("DisturbanceKernels", "AddMeans", "float", 5, 1)]
    [InlineData("DisturbanceKernels", "AddMeans", "double", 5, 1)]
    [InlineData("DisturbanceKernels", "AddProducts", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "AddScaled", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "Combine", "float", 1, 1)]
    [InlineData("DisturbanceKernels", "Approach", "float", 1, 1)]
    public void With_AVX2(string kernel, string method, string number, int multiplyAdds, int sums) =>
        Check(OfAvx2.Value, kernel, method, $"Lane256`1[{number}]", "ymm", multiplyAdds, sums);

    /// <summary>Sixteen sums and five operands do not fit into sixteen registers: ten accesses to the stack for sixteen multiply-adds.</summary>
    [ProcessorTheory(Instructions.Avx2)]
    [InlineData("float")]
    [InlineData("double")]
    public void With_AVX2_the_dot_product_spills_no_more_than_it_must(string number) =>
        Assert.All(MainLoops(OfAvx2.Value, "DotProduct", "Tile4x4", $"Lane256`1[{number}]"), loop =>
        {
            Assert.Equal(16, loop.Addends.Count);
            Assert.Empty(loop.Calls);
            Assert.InRange(loop.Spills.Count(), 0, 10);
        });

    private static void Check(
        IReadOnlyList<MethodListing> listing, string kernel, string method, string lane, string register, int multiplyAdds, int sums) =>
        Assert.All(MainLoops(listing, kernel, method, lane), loop =>
        {
            Assert.Equal(multiplyAdds, loop.Addends.Count);
            Assert.All(loop.Addends, addend => Assert.StartsWith(register, addend));
            Assert.InRange(loop.Addends.Distinct().Count(), sums, multiplyAdds);
            Assert.Empty(loop.Calls);
            Assert.Empty(loop.Spills);
        });

    private static IReadOnlyList<InnerLoop> MainLoops(IReadOnlyList<MethodListing> listing, string kernel, string method, string lane)
    {
        var name = new Regex($@"\.{kernel}`\d\[EqProp\.Analog\.Numerics\.Lanes\.{Regex.Escape(lane)}.*:{method}\b");
        MethodListing[] found = [.. listing.Where(m => name.IsMatch(m.Name))];
        Assert.NotEmpty(found);
        return [.. found.SelectMany(m => m.MainLoops)];
    }
}
