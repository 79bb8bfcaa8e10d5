namespace EqProp.Analog.Learning;

/// <summary>How one chip of many answers a set of examples.</summary>
/// <param name="Die">Number of the die.</param>
/// <param name="Examples">Number of examples.</param>
/// <param name="Wrong">Examples answered wrongly.</param>
/// <param name="MeanCost">Mean cost at the end of the free phase.</param>
/// <param name="ResidualMax">Largest residual at the end of the free phase, in swings a time constant.</param>
/// <param name="ResidualMean">Mean over examples of their residual.</param>
/// <param name="HasDiverged">Whether the chip diverged, here or while it learned: then its answers mean nothing.</param>
public sealed record ChipScore(int Die, int Examples, int Wrong, double MeanCost, double ResidualMax, double ResidualMean, bool HasDiverged)
{
    /// <summary>Examples answered wrongly, in percent.</summary>
    public double ErrorPercent => Examples == 0 ? 0 : 100.0 * Wrong / Examples;
}
