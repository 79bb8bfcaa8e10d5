using System.Numerics;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Pairs of elements whose difference counts.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Plus">Elements that add.</param>
/// <param name="Minus">Elements that subtract.</param>
/// <param name="Values">The differences.</param>
/// <param name="RefreshAt">Value of an element at which a pair is set back; infinite: never.</param>
/// <param name="Minimum">Least difference that is seen.</param>
/// <param name="Maximum">Largest difference that is seen.</param>
public sealed record PulsePairs<T>(PulseElements<T> Plus, PulseElements<T> Minus, BatchMatrix<T> Values, T RefreshAt, T Minimum, T Maximum)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
