using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Benchmarks;

/// <summary>The rings of <see cref="RingCase"/> in ngspice: its own tolerances, and the longest step whose largest waveform error is as wanted.</summary>
internal sealed class RingDeck
{
    private static readonly double[] Steps = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01];

    private readonly NgspiceProgram _ngspice;

    private RingDeck(NgspiceProgram ngspice) => _ngspice = ngspice;

    public string Version => NgspiceProcess.Version(_ngspice);

    /// <summary>Null where ngspice is not installed.</summary>
    public static RingDeck? Find()
    {
        try
        {
            return new(NgspiceProgram.Find(null, Environment.GetEnvironmentVariable));
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Best processor time of some runs of the whole process, in seconds, and the largest error in swings.</summary>
    public (double Seconds, double Error) Run(int cells, double wanted, int runs)
    {
        SpicePhase phase = Phase(cells);
        double error = double.NaN;
        SpiceDeck? deck = null;
        foreach (double step in Steps)
        {
            // SPICE's own reltol and trtol, the latter being a hundred times as much for cells.
            SpiceSettings settings = new() { RelativeTolerance = 1e-3, TruncationFactor = 0.07, FewestSteps = 50, LongestCellStep = step };
            deck = SpiceNetlist.Write(phase, settings);
            error = Error(phase, deck, settings);
            if (error <= wanted)
            {
                break;
            }
        }

        return (Enumerable.Range(0, runs).Min(_ => NgspiceProcess.Seconds(_ngspice, deck!)), error);
    }

    private double Error(SpicePhase phase, SpiceDeck deck, SpiceSettings settings)
    {
        RawPlot plot = _ngspice.Run(deck, settings, phase.DurationSeconds, TimeSpan.FromMinutes(10), default);
        double[] times = plot.Find("time")!;
        ChipInstance chip = RingCase.Chip(phase.Layout.Groups[1].Size, IntegrationMethod.Tsitouras, 1e-10, PrecisionKind.Double);
        double[][] states = new EngineWaveforms(chip.Description).Follow(phase, times, default).States;
        double largest = 0;
        for (int i = 0; i < phase.Layout.Groups[1].Size; i++)
        {
            double[] volts = plot.Find(deck.VectorOf(1, i))!;
            largest = Math.Max(largest, states.Zip(volts, (s, v) => Math.Abs(phase.Layout.Map.ToVolts(s[i]) - v)).Max());
        }

        return largest;
    }

    private static SpicePhase Phase(int cells)
    {
        NetworkLayout layout = RingCase.Chip(cells, IntegrationMethod.Tsitouras, 1e-10, PrecisionKind.Double).Layout;
        return new SpicePhase
        {
            Title = $"ring of {cells} cells",
            Layout = layout,
            Parameters = RingCase.Parameters(layout),
            Inputs = [],
            DurationSeconds = layout.Map.ToSeconds(RingCase.Time),
        };
    }
}
