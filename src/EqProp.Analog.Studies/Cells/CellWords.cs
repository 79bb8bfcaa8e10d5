using System.Globalization;
using EqProp.Analog.Rhythms;
using EqProp.Analog.Studies.OperatingPoints;

namespace EqProp.Analog.Studies.Cells;

/// <summary>The rhythm of cells in words.</summary>
public static class CellWords
{
    /// <summary>How many cells fire, how often, how much together, and how fast a wave runs.</summary>
    /// <param name="study">The rhythm.</param>
    /// <returns>One to three sentences.</returns>
    public static string Rhythm(CellStudy study)
    {
        int fired = study.Crossings.Count(one => one.Count > 0);
        if (fired == 0)
        {
            return "No cell rises through the middle between its knees.";
        }

        string rate = study.MeanHertz is { } hertz ? $", those that fire again at {StabilityWords.Hertz(hertz)} on average" : "";
        string order = study.Order.LastOrDefault(one => one is not null) is { } last
            ? $" The order parameter of their phases ends at {last.ToString("F3", CultureInfo.InvariantCulture)}."
            : "";
        return $"{fired} of {study.Names.Count} cells rise through the middle between their knees{rate}.{order}{(study.Wave is { } wave ? Wave(study, wave) : "")}";
    }

    private static string Wave(CellStudy study, WaveSpeed wave)
    {
        string way = wave.BothWays ? " both ways" : wave.CellsPerSecond < 0 ? " towards the first" : "";
        return $" The first wave starts at cell {wave.Origin} and runs{way}, a cell further every {Text(1e6 / Math.Abs(wave.CellsPerSecond))} us.";
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
