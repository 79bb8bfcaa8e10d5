using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>The sum of many <see cref="QuadraticTerm"/>s, some of parameters and some of fixed elements.</summary>
internal sealed class QuadraticForm
{
    private readonly QuadraticTerm[] _terms;
    private readonly (QuadraticTerm Term, double Value)[] _fixed;
    private readonly Vector<double> _linear;

    public QuadraticForm(
        int size, IReadOnlyList<(QuadraticTerm Term, double Value)> parameters, IReadOnlyList<(QuadraticTerm Term, double Value)> constants)
    {
        _terms = [.. parameters.Select(p => p.Term)];
        _fixed = [.. constants];
        Parameters = [.. parameters.Select(p => p.Value)];
        Hessian = Matrix<double>.Build.Dense(size, size);
        _linear = Vector<double>.Build.Dense(size);
        foreach ((QuadraticTerm term, double value) in parameters.Concat(constants))
        {
            Hessian[term.First, term.First] += value * term.FirstSquare;
            Hessian[term.Second, term.Second] += value * term.SecondSquare;
            Hessian[term.First, term.Second] += value * term.Product;
            Hessian[term.Second, term.First] += value * term.Product;
            _linear[term.First] += value * term.Linear;
        }
    }

    /// <summary>Number of coordinates.</summary>
    public int Size => _linear.Count;

    public double[] Parameters { get; }

    public IEnumerable<string> Names => _terms.Select(term => term.Name);

    /// <summary>Second derivatives; the same everywhere.</summary>
    public Matrix<double> Hessian { get; }

    /// <summary>Whether there is no source.</summary>
    public bool IsHomogeneous => _linear.All(value => value == 0);

    public QuadraticForm With(double[] parameters) => new(Size, [.. _terms.Zip(parameters)], _fixed);

    public double Value(Vector<double> x) => x * (Hessian * x) / 2 + _linear * x;

    public Vector<double> Gradient(Vector<double> x) => Hessian * x + _linear;

    /// <summary>Derivative of the form by each parameter.</summary>
    public double[] Slopes(Vector<double> x)
    {
        double[] at = x.ToArray();
        return [.. _terms.Select(term => term.At(at))];
    }

    /// <summary>Derivative of <see cref="Slopes"/> along a direction of x.</summary>
    public double[] SlopesAlong(Vector<double> x, Vector<double> direction)
    {
        double[] at = x.ToArray(), along = direction.ToArray();
        return [.. _terms.Select(term => term.Along(at, along))];
    }
}
