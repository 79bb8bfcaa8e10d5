namespace EqProp.Analog.Studies.Energy;

/// <summary>What a free phase that ends here would have cost and got right.</summary>
/// <param name="Seconds">Time from the start of the free phase.</param>
/// <param name="Joules">Energy of an inference that ends here, all ledgers, as a mean over examples.</param>
/// <param name="AccuracyPercent">Share of the examples answered rightly.</param>
public readonly record struct SettlingPoint(double Seconds, double Joules, double AccuracyPercent);
