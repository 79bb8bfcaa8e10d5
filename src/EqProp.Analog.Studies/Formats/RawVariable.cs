namespace EqProp.Analog.Studies.Formats;

/// <summary>A waveform of a .raw file.</summary>
/// <param name="Name">Such as <c>time</c> or <c>v(out)</c>; no white space.</param>
/// <param name="Kind">What it is: <c>time</c>, <c>voltage</c>, <c>current</c>.</param>
public sealed record RawVariable(string Name, string Kind);
