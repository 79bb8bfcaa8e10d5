namespace EqProp.Analog.Energy;

/// <summary>Something that happens on the chip and whose energy nobody stated. It is in no sum.</summary>
/// <param name="Component">The component.</param>
/// <param name="Action">What it does.</param>
/// <param name="Count">How often; in seconds times circuits where power is missing.</param>
/// <param name="Remedy">What to give so that it can be counted.</param>
public sealed record MissingComponent(string Component, string Action, double Count, string Remedy);
