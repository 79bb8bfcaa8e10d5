namespace EqProp.Analog.Spatial;

/// <summary>
/// What one element adds to the functional, theta phi(x), with phi = <see cref="FirstSquare"/> x_i^2 / 2 + <see cref="Product"/> x_i x_j
/// + <see cref="SecondSquare"/> x_j^2 / 2 + <see cref="Linear"/> x_i. Every element but the nonlinear conductances has this form.
/// </summary>
/// <param name="Name">What theta is.</param>
/// <param name="First">Coordinate i.</param>
/// <param name="Second">Coordinate j; i where there is one alone.</param>
internal readonly record struct QuadraticTerm(string Name, int First, int Second)
{
    public double FirstSquare { get; init; }

    public double SecondSquare { get; init; }

    public double Product { get; init; }

    public double Linear { get; init; }

    /// <summary>A source: phi = factor x_i.</summary>
    public static QuadraticTerm Source(string name, int coordinate, double factor) => new(name, coordinate, coordinate) { Linear = factor };

    /// <summary>A conductance to the state zero: phi = factor x_i^2 / 2.</summary>
    public static QuadraticTerm Leak(string name, int coordinate, double factor) => new(name, coordinate, coordinate) { FirstSquare = factor };

    /// <summary>Two transconductors of one gain: phi = factor x_i x_j.</summary>
    public static QuadraticTerm Pair(string name, int first, int second, double factor) => new(name, first, second) { Product = factor };

    /// <summary>A resistor: phi = factor (x_i - x_j)^2 / 2.</summary>
    public static QuadraticTerm Resistor(string name, int first, int second, double factor) =>
        new(name, first, second) { FirstSquare = factor, SecondSquare = factor, Product = -factor };

    /// <summary>phi at x.</summary>
    public double At(ReadOnlySpan<double> x)
    {
        double first = x[First], second = x[Second];
        return first * (FirstSquare * first / 2 + Product * second + Linear) + SecondSquare * second * second / 2;
    }

    /// <summary>Derivative of phi at x along a direction.</summary>
    public double Along(ReadOnlySpan<double> x, ReadOnlySpan<double> direction)
    {
        double first = x[First], second = x[Second];
        return direction[First] * (FirstSquare * first + Product * second + Linear) + direction[Second] * (Product * first + SecondSquare * second);
    }

    /// <summary>The same term times a factor.</summary>
    public QuadraticTerm Times(double factor) => this with
    {
        FirstSquare = factor * FirstSquare,
        SecondSquare = factor * SecondSquare,
        Product = factor * Product,
        Linear = factor * Linear,
    };
}
