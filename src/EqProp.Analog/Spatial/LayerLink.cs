using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace EqProp.Analog.Spatial;

/// <summary>
/// The part S(x, y) of the functional that joins a layer x to the next, y, quadratic without sources. It generates one drift of the
/// recurrence: pi = -dS/dx before it, P = dS/dy behind it.
/// </summary>
/// <remarks>
/// Resistors D of node to node, S = D (y - x)^2 / 2 (minus that between inhibitors), give y = x + pi / D and P = pi. In general
/// y = Sxy^-1 (-pi - Sxx x), which needs as many nodes on either side and an invertible Sxy.
/// </remarks>
internal sealed class LayerLink
{
    private const double Singular = 1e-12;

    private readonly QuadraticForm _form;
    private readonly Vector<double>? _diffusion;
    private readonly Lazy<LU<double>> _ahead;
    private readonly Lazy<LU<double>> _back;

    public LayerLink(QuadraticForm form)
    {
        _form = form;
        int size = form.Size / 2;
        First = form.Hessian.SubMatrix(0, size, 0, size);
        Second = form.Hessian.SubMatrix(size, size, size, size);
        Mixed = form.Hessian.SubMatrix(0, size, size, size);
        var diagonal = Mixed.Diagonal();
        bool isDiffusive = First.Equals(Second) && First.Equals(-Mixed) && Mixed.Equals(Matrix<double>.Build.DiagonalOfDiagonalVector(diagonal));
        _diffusion = isDiffusive ? -diagonal : null;
        _ahead = new(() => Invertible(Mixed));
        _back = new(() => Invertible(Mixed.Transpose()));
    }

    /// <summary>d2S/dx2.</summary>
    public Matrix<double> First { get; }

    /// <summary>d2S/dy2.</summary>
    public Matrix<double> Second { get; }

    /// <summary>d2S/dxdy.</summary>
    public Matrix<double> Mixed { get; }

    /// <summary>D of each coordinate, minus that of inhibitors; null unless nodes are joined one to one by resistors.</summary>
    public Vector<double>? Diffusion => _diffusion;

    public double[] Parameters => _form.Parameters;

    public IReadOnlyList<string> ParameterNames => [.. _form.Names];

    public LayerLink With(double[] parameters) => new(_form.With(parameters));

    public double Value(Vector<double> x, Vector<double> y) => _form.Value(Join(x, y));

    /// <summary>The next layer: (x, pi) to (y, P).</summary>
    public (Vector<double> Position, Vector<double> Momentum) Ahead(Vector<double> x, Vector<double> momentum)
    {
        if (_diffusion is not null)
        {
            RequireInvertible();
            return (x + momentum.PointwiseDivide(_diffusion), momentum);
        }

        Vector<double> y = _ahead.Value.Solve(-momentum - First * x);
        return (y, Mixed.TransposeThisAndMultiply(x) + Second * y);
    }

    /// <summary>The layer before: (y, P) to (x, pi).</summary>
    public (Vector<double> Position, Vector<double> Momentum) Back(Vector<double> y, Vector<double> momentum)
    {
        if (_diffusion is not null)
        {
            RequireInvertible();
            return (y - momentum.PointwiseDivide(_diffusion), momentum);
        }

        Vector<double> x = _back.Value.Solve(momentum - Second * y);
        return (x, -(First * x + Mixed * y));
    }

    /// <summary>dS/dtheta.</summary>
    public double[] Slopes(Vector<double> x, Vector<double> y) => _form.Slopes(Join(x, y));

    /// <summary>Derivative of dS/dtheta along directions of x and y.</summary>
    public double[] SlopesAlong(Vector<double> x, Vector<double> y, Vector<double> alongX, Vector<double> alongY) =>
        _form.SlopesAlong(Join(x, y), Join(alongX, alongY));

    /// <summary>Whether both join layers alike.</summary>
    public bool IsLike(LayerLink other) => First.Equals(other.First) && Second.Equals(other.Second) && Mixed.Equals(other.Mixed);

    /// <summary>Throws where the next layer does not follow from this one.</summary>
    public void RequireInvertible()
    {
        bool isSingular = _diffusion is not null && _diffusion.Any(d => d == 0);
        if (isSingular)
        {
            throw NotInvertible();
        }
    }

    private static LU<double> Invertible(Matrix<double> mixed)
    {
        LU<double> factors = mixed.LU();
        Vector<double> pivots = factors.U.Diagonal().PointwiseAbs();
        return pivots.Minimum() > Singular * pivots.Maximum() ? factors : throw NotInvertible();
    }

    private static InputException NotInvertible() => new(
        "spatial.singular", "circuit.topology", "Two layers are joined by a matrix that has no inverse, so that one does not follow from the other.",
        "Join layers of equal width by resistors of node to node, or by an invertible square of weights.");

    private static Vector<double> Join(Vector<double> x, Vector<double> y) => Vector<double>.Build.Dense([.. x, .. y]);
}
