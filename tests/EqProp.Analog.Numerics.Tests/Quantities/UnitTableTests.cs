using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Numerics.Tests.Quantities;

public class UnitTableTests
{
    [Theory]
    [InlineData("V", "A", "Ohm")]
    [InlineData("A", "S", "V")]
    [InlineData("C", "F", "V")]
    [InlineData("C", "A", "s")]
    [InlineData("J", "W", "s")]
    [InlineData("W", "V", "A")]
    [InlineData("J", "C", "V")]
    [InlineData("s", "Ohm", "F")]
    [InlineData("s", "H", "S")]
    [InlineData("W", "J", "Hz")]
    public void A_unit_is_the_product_of_two_others(string product, string left, string right) =>
        Assert.Equal(
            UnitTable.Get(product).Dimension, UnitTable.Get(left).Dimension * UnitTable.Get(right).Dimension);

    [Theory]
    [InlineData("S", "A", "V")]
    [InlineData("F", "C", "V")]
    [InlineData("Ohm", "V", "A")]
    public void A_unit_is_the_quotient_of_two_others(string quotient, string left, string right) =>
        Assert.Equal(
            UnitTable.Get(quotient).Dimension, UnitTable.Get(left).Dimension / UnitTable.Get(right).Dimension);

    // One relation anchors the table to the base units; the products above tie the rest to it.
    [Fact]
    public void A_joule_is_a_kilogram_metre_squared_a_second_squared() =>
        Assert.Equal(new Dimension(Mass: 1, Length: 2, Time: -2, Current: 0, Temperature: 0), UnitTable.Get("J").Dimension);

    [Fact]
    public void No_two_units_share_a_dimension_or_a_symbol()
    {
        Assert.Equal(UnitTable.Units.Count, UnitTable.Units.Select(unit => unit.Dimension).Distinct().Count());
        Assert.Equal(UnitTable.Units.Count, UnitTable.Units.Select(unit => unit.Symbol).Distinct().Count());
    }

    // With one more prefix or unit, a text such as "mHz" could come to mean two things.
    [Fact]
    public void Every_prefixed_unit_reads_as_itself_alone()
    {
        foreach (PhysicalUnit unit in UnitTable.Units)
        {
            foreach ((string prefix, int exponent) in UnitTable.Prefixes)
            {
                Assert.Equal((unit, exponent), UnitTable.Find(prefix + unit.Symbol));
            }
        }
    }
}
