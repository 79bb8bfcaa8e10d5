using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Weights that learning writes, and what they conduct, all in the same order.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Written">The weights.</param>
/// <param name="Plastic">1 where a weight may change, 0 elsewhere; null: everywhere.</param>
/// <param name="Conducted">Gain times weight plus offset, kept up to date as weights are written; null: the weights themselves serve.</param>
/// <param name="Gain">Gains; null: one.</param>
/// <param name="Offset">Offsets; null: none.</param>
public sealed record EnsembleMemory<T>(
    TiledWeights<T> Written, TiledWeights<T>? Plastic = null, TiledWeights<T>? Conducted = null, TiledWeights<T>? Gain = null, TiledWeights<T>? Offset = null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
