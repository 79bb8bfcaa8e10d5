namespace EqProp.Analog.Studies.Designs;

/// <summary>Numbers from one end to another, in equal steps or equal ratios.</summary>
/// <param name="From">First.</param>
/// <param name="To">Last.</param>
/// <param name="Spacing">How they lie.</param>
internal sealed record AxisRange(AxisNumber From, AxisNumber To, AxisSpacing Spacing)
{
    private const int Digits = 4;
    private const int DrawnDigits = 9;

    /// <summary>Unit of the numbers; empty for none.</summary>
    public string Unit => From.Unit.Length > 0 ? From.Unit : To.Unit;

    /// <summary>Why there is no such range; null where there is.</summary>
    public string? Problem =>
        !From.Fits(Unit) || !To.Fits(Unit) ? $"The ends of the range are in {Named(From.Unit)} and in {Named(To.Unit)}."
        : From.Value == To.Value ? "The ends of the range are the same."
        : Spacing == AxisSpacing.Logarithmic && !(From.Value > 0 && To.Value > 0) ? "Equal ratios need both ends above zero."
        : null;

    /// <summary>One of several values. Ends are as they were written; between them there are four digits.</summary>
    public AxisNumber At(int i, int count) =>
        i == 0 ? From with { Unit = Unit } : i == count - 1 ? To with { Unit = Unit } : Between((double)i / (count - 1)).Rounded(Digits);

    /// <summary>The value at a share of the way, with nine digits.</summary>
    public AxisNumber Draw(double share) => Between(share).Rounded(DrawnDigits);

    private AxisNumber Between(double share) => new(
        Spacing == AxisSpacing.Logarithmic ? From.Value * Math.Pow(To.Value / From.Value, share) : From.Value + (To.Value - From.Value) * share, Unit);

    private static string Named(string unit) => unit.Length > 0 ? unit : "numbers without a unit";
}
