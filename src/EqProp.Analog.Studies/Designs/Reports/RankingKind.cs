namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>How axes are ranked; the design of the study says which way there is.</summary>
public enum RankingKind
{
    /// <summary>By how far the response goes when one axis changes and all others stay as the circuit has them.</summary>
    OneAtATime,

    /// <summary>By Sobol's total index, interactions included.</summary>
    Sobol,

    /// <summary>By the share of the variance between points that goes with the axis alone.</summary>
    VarianceShare,
}
