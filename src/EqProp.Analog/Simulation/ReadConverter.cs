using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation;

/// <summary>Rounds signals to the numbers that a converter can give.</summary>
internal sealed class ReadConverter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _low;
    private readonly T _step;
    private readonly T _last;

    private ReadConverter(ReadConverterBlock block, NoiseUnits units)
    {
        double low = units.Swings(block.Range[0]), last = Math.Pow(2, block.Bits) - 1;
        _low = T.CreateTruncating(low);
        _last = T.CreateTruncating(last);
        _step = T.CreateTruncating((units.Swings(block.Range[1]) - low) / last);
    }

    /// <summary>Makes a converter; null where there is none.</summary>
    public static ReadConverter<T>? Create(ReadConverterBlock? block, NoiseUnits units) => block is null ? null : new(block, units);

    /// <summary>The number of a signal, as the signal that it stands for.</summary>
    public T Read(T signal) => _low + _step * T.Clamp(T.Round((signal - _low) / _step), T.Zero, _last);
}
