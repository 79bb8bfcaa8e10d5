namespace EqProp.Analog.Spatial;

/// <summary>Where a free node of a chip is in a stack.</summary>
/// <param name="Layer">Index of the layer.</param>
/// <param name="Coordinate">Coordinate in the layer: activators, then inhibitors.</param>
/// <param name="Metric">How much it counts in the functional: m of <see cref="Networks.NetworkMetric"/>, negative for inhibitors, which climb it.</param>
internal readonly record struct ChipNode(int Layer, int Coordinate, double Metric)
{
    public bool IsInhibitor => Metric < 0;
}
