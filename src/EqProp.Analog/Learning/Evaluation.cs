namespace EqProp.Analog.Learning;

/// <summary>How a chip answers a set of examples.</summary>
public sealed record Evaluation
{
    /// <summary>The class answered for each example.</summary>
    public required int[] Answers { get; init; }

    /// <summary>Examples answered wrongly.</summary>
    public required int Wrong { get; init; }

    /// <summary>Mean cost at the end of the free phase.</summary>
    public required double MeanCost { get; init; }

    /// <summary>Counts [true class][answered class].</summary>
    public required int[][] Confusion { get; init; }

    /// <summary>Largest residual at the end of the free phase, in swings a time constant.</summary>
    public required double ResidualMax { get; init; }

    /// <summary>Mean over examples of their residual.</summary>
    public required double ResidualMean { get; init; }

    /// <summary>Mean steps of the free phase.</summary>
    public required double MeanSteps { get; init; }

    /// <summary>Steps of each example's free phase; empty where the chip cannot tell.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    /// <summary>Examples whose free phase ended before they reached the residual asked for; 0 for phases of fixed length.</summary>
    public required int Unsettled { get; init; }

    /// <summary>Of each free group: units whose activity sits at the lower rail for every example, and at the upper.</summary>
    public required IReadOnlyList<UnitUse> Units { get; init; }

    /// <summary>Value of the right answer less the largest wrong one (reversed targets: turned round), for each example; negative where wrong.</summary>
    public required double[] Margins { get; init; }

    /// <summary>Number of examples.</summary>
    public int Examples => Answers.Length;

    /// <summary>Examples answered wrongly, in percent.</summary>
    public double ErrorPercent => Examples == 0 ? 0 : 100.0 * Wrong / Examples;
}

/// <summary>Units that carry no information.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Size">Its units.</param>
/// <param name="Dead">Units at the lower rail for every example.</param>
/// <param name="Saturated">Units at the upper rail for every example.</param>
public sealed record UnitUse(string Group, int Size, int Dead, int Saturated);
