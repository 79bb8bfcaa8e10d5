using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>A quadratic form of all coordinates and a self potential of the first ones; the coordinates behind those are inhibitors.</summary>
internal sealed class LayerPotential(IReadOnlyList<ISelfPotential> own, QuadraticForm form) : ILayerPotential
{
    public int Size => form.Size;

    /// <summary>Number of coordinates that descend.</summary>
    public int Activators => own.Count;

    public double[] Parameters => form.Parameters;

    public IReadOnlyList<string> ParameterNames { get; } = [.. form.Names];

    public ILayerPotential With(double[] parameters) => new LayerPotential(own, form.With(parameters));

    public (double Lower, double Upper) LimitsOf(int coordinate) =>
        coordinate < own.Count ? own[coordinate].Limits : (double.NegativeInfinity, double.PositiveInfinity);

    public bool Ascends(int coordinate) => coordinate >= own.Count;

    public double Value(Vector<double> x) => form.Value(x) + own.Select((self, i) => self.Value(x[i])).Sum();

    public Vector<double> Gradient(Vector<double> x)
    {
        Vector<double> gradient = form.Gradient(x);
        for (int i = 0; i < own.Count; i++)
        {
            gradient[i] += own[i].Slope(x[i]);
        }

        return gradient;
    }

    public Matrix<double> Hessian(Vector<double> x)
    {
        Matrix<double> hessian = form.Hessian.Clone();
        for (int i = 0; i < own.Count; i++)
        {
            hessian[i, i] += own[i].Curvature(x[i]);
        }

        return hessian;
    }

    public double[] Slopes(Vector<double> x) => form.Slopes(x);

    public double[] SlopesAlong(Vector<double> x, Vector<double> direction) => form.SlopesAlong(x, direction);
}
