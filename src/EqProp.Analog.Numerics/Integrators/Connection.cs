using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// A coupling as the group that receives it sees it. A reciprocal coupling is one matrix that both its ends use, each in
/// its own direction.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Source">Group whose outputs arrive.</param>
/// <param name="Weights">[source x this], or [this x source] where <paramref name="IsTransposed"/>. Padding is zero.</param>
/// <param name="IsTransposed">Whether rows of the matrix belong to this group.</param>
public readonly record struct Connection<T>(StateGroup<T> Source, BatchMatrix<T> Weights, bool IsTransposed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
