namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What a report follows from point to point: a yield, or the mean of a measure.</summary>
internal interface IStudyResponse
{
    /// <summary>What it is, such as "yield" or "mean accuracyPercent".</summary>
    string Name { get; }

    /// <summary>Unit of its values.</summary>
    string Unit { get; }

    /// <summary>Which way is better; null where neither is.</summary>
    bool? HigherIsBetter { get; }

    /// <summary>What its intervals are, in a few words.</summary>
    string Interval { get; }

    /// <summary>Heads of the numbers that <see cref="NumbersOf"/> gives.</summary>
    IReadOnlyList<string> Heads { get; }

    /// <summary>The response of some trials.</summary>
    ResponseEstimate Of(IReadOnlyList<int> rows);

    /// <summary>The same in numbers, as a table shows them.</summary>
    IReadOnlyList<string> NumbersOf(IReadOnlyList<int> rows);
}
