namespace EqProp.Analog.Studies.Formats;

/// <summary>Waveforms of one analysis, as SPICE keeps them in a .raw file.</summary>
/// <param name="Title">What was simulated.</param>
/// <param name="Variables">The waveforms; the first is what the others are over.</param>
/// <param name="Values">Row-major [points x variables].</param>
public sealed record RawPlot(string Title, IReadOnlyList<RawVariable> Variables, double[] Values)
{
    /// <summary>Number of points.</summary>
    public int Points => Values.Length / Variables.Count;

    /// <summary>One waveform.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>One value a point; null if there is none of that name.</returns>
    public double[]? Find(string name)
    {
        int column = Variables.Select(variable => variable.Name).ToList().FindIndex(own => own.Equals(name, StringComparison.OrdinalIgnoreCase));
        return column < 0 ? null : [.. Enumerable.Range(0, Points).Select(point => Values[point * Variables.Count + column])];
    }
}
