using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Vector-field learning with weights of each direction of their own: the free activity of the source times the nudged change of the target
/// (Scellier et al. 2018). Exact where the two directions agree; else off by an angle that their difference sets.
/// </summary>
/// <remarks>
/// The change is that of the activity y_j = rho(s_j), in both force forms: with the energy-based force it is rho' ds_j, the published product; with
/// summed currents the published change of s_j would miss rho' and be off by tens of degrees even where the directions agree.
/// </remarks>
public sealed class VectorField : INudgedRule
{
    private readonly NudgedContrast _contrast;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public VectorField(LearningBlock learning) => _contrast = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.VectorField,
        Summary = "free activity of the source times the nudged change of the target, for weights of each direction of their own",
        Source = "Scellier et al. 2018",
        Couplings = CouplingNeed.Untied,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new VectorField(learning),
        Require = description => UntiedRules.Require(description, LearningRuleKind.VectorField, LearningRuleKind.EquilibriumPropagation),
    };

    /// <inheritdoc/>
    public void Learn(INudgedChip chip, LearningStep step) => chip.Update(_contrast.Measure(chip, step) with { Form = CorrelationForm.TimingForward, Pre = HoldSlot.Free });
}
