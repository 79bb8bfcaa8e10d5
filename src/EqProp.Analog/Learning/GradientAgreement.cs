namespace EqProp.Analog.Learning;

/// <summary>How well an estimated array agrees with the reference array.</summary>
/// <param name="Name">Name of the array in weight files, or "total".</param>
/// <param name="Cosine">Cosine of the angle between the two; 1 if both are zero, 0 if one is.</param>
/// <param name="AngleDegrees">That angle, in degrees, accurate for small angles as well.</param>
/// <param name="RelativeError">Length of the difference over that of the reference; 0 if both are zero.</param>
/// <param name="ReferenceNorm">Euclidean length of the reference.</param>
public readonly record struct GradientAgreement(
    string Name, double Cosine, double AngleDegrees, double RelativeError, double ReferenceNorm);
