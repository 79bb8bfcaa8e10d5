namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What trials say of a response, and how well.</summary>
/// <param name="Value">The yield in percent, or the mean of a measure; not a number where nothing is known.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Trials">Trials that it stands on.</param>
internal readonly record struct ResponseEstimate(double Value, double Low, double High, int Trials);
