using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>The part V_l(x; theta_l) of the functional that belongs to one layer, a function of its coordinates x.</summary>
internal interface ILayerPotential
{
    /// <summary>Number of coordinates.</summary>
    int Size { get; }

    double[] Parameters { get; }

    IReadOnlyList<string> ParameterNames { get; }

    ILayerPotential With(double[] parameters);

    /// <summary>Lowest and highest value of a coordinate.</summary>
    (double Lower, double Upper) LimitsOf(int coordinate);

    /// <summary>Whether the motion of a coordinate climbs the functional: inhibitors.</summary>
    bool Ascends(int coordinate);

    double Value(Vector<double> x);

    Vector<double> Gradient(Vector<double> x);

    Matrix<double> Hessian(Vector<double> x);

    /// <summary>dV/dtheta at x.</summary>
    double[] Slopes(Vector<double> x);

    /// <summary>Derivative of dV/dtheta along a direction of x.</summary>
    double[] SlopesAlong(Vector<double> x, Vector<double> direction);
}
