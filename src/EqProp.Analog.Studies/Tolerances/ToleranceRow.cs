namespace EqProp.Analog.Studies.Tolerances;

/// <summary>How much of one thing a chip bears.</summary>
/// <param name="Axis">What it is.</param>
/// <param name="Bears">Worst level at which the target was reached; null where it was missed already at the harmless end.</param>
/// <param name="AccuracyThere">Mean accuracy at that level, in percent.</param>
/// <param name="Fails">Least level at which the target was missed; null where it was reached even at the worst level.</param>
/// <param name="AccuracyBeyond">Mean accuracy at that level, in percent.</param>
/// <param name="Has">The level to compare with: what the circuit says that it has, or a usual one.</param>
/// <param name="IsOfCircuit">Whether the circuit says so.</param>
public sealed record ToleranceRow(
    ToleranceAxis Axis, double? Bears, double? AccuracyThere, double? Fails, double? AccuracyBeyond, double Has, bool IsOfCircuit)
{
    /// <summary>
    /// How many times more than <see cref="Has"/> the chip bears: below one, it fails with what it has. Infinite where nothing was too much, zero where
    /// the least was.
    /// </summary>
    public double Margin => Fails is null ? double.PositiveInfinity : Bears is { } level ? Axis.Ratio(level, Has) : 0;
}

/// <summary>A tolerance study.</summary>
/// <param name="TargetPercent">Accuracy that was to be reached, in percent.</param>
/// <param name="IdealPercent">Mean accuracy of ideal chips, in percent.</param>
/// <param name="Dies">Dies a level.</param>
/// <param name="Rows">One an axis, least margin first.</param>
/// <param name="LeftOut">Axes that do not apply to the circuit, each with the reason.</param>
/// <param name="Trainings">Trainings that the result rests on.</param>
public sealed record ToleranceResult(
    double TargetPercent, double IdealPercent, int Dies, IReadOnlyList<ToleranceRow> Rows, IReadOnlyList<(string Name, string Reason)> LeftOut, int Trainings);
