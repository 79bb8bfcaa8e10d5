using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Two numbers whose product over the samples is summed for every pair of a source and a target.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Source">Of each source.</param>
/// <param name="Target">Of each target.</param>
public readonly record struct EnsembleFactors<T>(EnsembleSamples<T> Source, EnsembleSamples<T> Target)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
