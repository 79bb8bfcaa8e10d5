namespace EqProp.Analog.Learning.Rules;

/// <summary>What a rule is told of the minibatch that it learns from.</summary>
/// <param name="targets">Targets of the outputs, row-major [examples x answers], dimensionless.</param>
/// <param name="rates">Learning rates of the present epoch.</param>
/// <param name="sign">Sign of beta in this minibatch where the estimator changes it: +1 or -1.</param>
public readonly ref struct LearningStep(ReadOnlySpan<float> targets, LearningRates rates, int sign)
{
    /// <summary>Targets of the outputs, row-major [examples x answers], dimensionless.</summary>
    public ReadOnlySpan<float> Targets { get; } = targets;

    /// <summary>Learning rates of the present epoch.</summary>
    public LearningRates Rates { get; } = rates;

    /// <summary>Sign of beta in this minibatch where the estimator changes it: +1 or -1.</summary>
    public int Sign { get; } = sign;
}
