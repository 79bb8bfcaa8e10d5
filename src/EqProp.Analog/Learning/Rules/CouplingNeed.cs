namespace EqProp.Analog.Learning.Rules;

/// <summary>Which synapses a rule needs for its estimate to be that of the gradient.</summary>
public enum CouplingNeed
{
    /// <summary>The same conductance both ways.</summary>
    Reciprocal,

    /// <summary>Weights of each direction of their own; the estimate is exact where the two agree.</summary>
    Untied,

    /// <summary>Any: exact without symmetry.</summary>
    Any,
}
