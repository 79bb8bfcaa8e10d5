using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// A layer whose inhibitors see no other layer: they are where the potential is highest, v(u), and the activators are the only coordinates.
/// </summary>
/// <remarks>The potential is quadratic in v, so that v is a linear function of u; by dV/dv = 0 the slopes by u and by parameters need no dv/du.</remarks>
internal sealed class ReducedPotential : ILayerPotential
{
    private readonly LayerPotential _full;
    private readonly Vector<double> _rest;
    private readonly Matrix<double> _follow;

    public ReducedPotential(LayerPotential full)
    {
        _full = full;
        int inhibitors = full.Size - full.Activators;
        var origin = Vector<double>.Build.Dense(full.Size);
        Matrix<double> hessian = full.Hessian(origin);
        Matrix<double> own = hessian.SubMatrix(full.Activators, inhibitors, full.Activators, inhibitors);
        Matrix<double> seen = hessian.SubMatrix(full.Activators, inhibitors, 0, full.Activators);
        _follow = -own.Solve(seen);
        _rest = -own.Solve(full.Gradient(origin).SubVector(full.Activators, inhibitors));
    }

    public int Size => _full.Activators;

    public double[] Parameters => _full.Parameters;

    public IReadOnlyList<string> ParameterNames => _full.ParameterNames;

    public ILayerPotential With(double[] parameters) => new ReducedPotential((LayerPotential)_full.With(parameters));

    public (double Lower, double Upper) LimitsOf(int coordinate) => _full.LimitsOf(coordinate);

    public bool Ascends(int coordinate) => false;

    /// <summary>Where the inhibitors are.</summary>
    public Vector<double> Inhibitors(Vector<double> x) => _rest + _follow * x;

    public double Value(Vector<double> x) => _full.Value(Whole(x));

    public Vector<double> Gradient(Vector<double> x) => _full.Gradient(Whole(x)).SubVector(0, Size);

    public Matrix<double> Hessian(Vector<double> x)
    {
        Matrix<double> hessian = _full.Hessian(Whole(x));
        return hessian.SubMatrix(0, Size, 0, Size) + hessian.SubMatrix(0, Size, Size, _follow.RowCount) * _follow;
    }

    public double[] Slopes(Vector<double> x) => _full.Slopes(Whole(x));

    public double[] SlopesAlong(Vector<double> x, Vector<double> direction) => _full.SlopesAlong(Whole(x), Join(direction, _follow * direction));

    private Vector<double> Whole(Vector<double> x) => Join(x, Inhibitors(x));

    private static Vector<double> Join(Vector<double> first, Vector<double> second) =>
        Vector<double>.Build.Dense([.. first, .. second]);
}
