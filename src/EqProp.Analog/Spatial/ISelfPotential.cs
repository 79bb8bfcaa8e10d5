namespace EqProp.Analog.Spatial;

/// <summary>What one node adds to the functional by itself, beyond its quadratic part.</summary>
internal interface ISelfPotential
{
    /// <summary>Lowest and highest coordinate, which a node cannot reach.</summary>
    (double Lower, double Upper) Limits { get; }

    double Value(double x);

    double Slope(double x);

    double Curvature(double x);
}
