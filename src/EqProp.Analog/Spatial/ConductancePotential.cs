using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Spatial;

/// <summary>Minus the integral of the current of a nonlinear conductance, whose linear part is a leak of its own.</summary>
internal sealed class ConductancePotential(NonlinearityBlock nonlinearity) : ISelfPotential
{
    private readonly NonlinearConductance _conductance = new(nonlinearity);

    public (double Lower, double Upper) Limits => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Minus the slope of f at zero: the nominal leak.</summary>
    public double NominalLeak => nonlinearity.Kind == NonlinearityKind.AlphaCubic ? _conductance.Alpha : -1;

    public double Value(double x) => -_conductance.Integral(x);

    public double Slope(double x) => -_conductance.Value(x);

    public double Curvature(double x) => -_conductance.Slope(x);
}
