using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>A parameter that rises across a die of side 1, its middle at zero.</summary>
internal readonly struct DieGradient
{
    private readonly double _right;
    private readonly double _up;

    public DieGradient(GradientBlock block, DieStreams streams)
    {
        double turns = block.Angle is { } degrees ? degrees / 360 : streams.Gradient(block.Parameter).NextDouble();
        _right = block.Across * Math.Cos(2 * Math.PI * turns);
        _up = block.Across * Math.Sin(2 * Math.PI * turns);
    }

    /// <summary>How much more than in the middle the parameter is at a place.</summary>
    public double At((double X, double Y) place) => _right * place.X + _up * place.Y;

    /// <summary>Where a neuron stands: in rows on the smallest square grid that holds all.</summary>
    /// <param name="node">Its number among all free nodes.</param>
    /// <param name="nodes">Free nodes.</param>
    /// <returns>Coordinates between -1/2 and 1/2.</returns>
    public static (double X, double Y) Place(int node, int nodes)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(nodes));
        (int row, int column) = Math.DivRem(node, side);
        return ((column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5);
    }
}
