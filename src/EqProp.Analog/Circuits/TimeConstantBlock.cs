namespace EqProp.Analog.Circuits;

/// <summary>
/// Time constants C / g of the neurons of some groups, each neuron its own, as values, a table or a formula. They set the membrane
/// capacitances; leak conductances, and with them the operating point, stay. Of FitzHugh-Nagumo neurons they are T0 = C R0, and tau T0 of inhibitors.
/// </summary>
public sealed record TimeConstantBlock
{
    /// <summary>Names of the groups, such as "hidden 1"; every group of neurons if left out. Inhibitors are named: "hidden 1 inhibitor".</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>One time constant a neuron of the groups, in their order, or one for all.</summary>
    [Unit("s")]
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>CSV file with a header and one row a neuron of the groups, relative to the circuit file; a column "tau" in seconds.</summary>
    public string? Table { get; init; }

    /// <summary>
    /// Expression in seconds of tau (the shared time constant), i (index in the group, from 0), n (neurons in the group), k (index of the
    /// group, 1 for the first free one; inhibitors have that of their neurons): + - * / ^, parentheses, pi, exp, log, sqrt, sin, cos, abs, min, max.
    /// </summary>
    public string? Formula { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
