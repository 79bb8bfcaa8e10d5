namespace EqProp.Analog.Studies.Reports;

/// <summary>A phase marked in a plot of waveforms.</summary>
/// <param name="Name">What to write, such as "free phase" or "nudged phase, beta = 0.5".</param>
/// <param name="StartSeconds">Begin in seconds of the chip.</param>
/// <param name="EndSeconds">End in seconds of the chip.</param>
/// <param name="Nudged">Whether the outputs are nudged; such phases are shaded.</param>
public sealed record WaveformPhase(string Name, double StartSeconds, double EndSeconds, bool Nudged);
