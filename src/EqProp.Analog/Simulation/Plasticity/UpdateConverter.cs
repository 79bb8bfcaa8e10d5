using System.Numerics;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>The comparator and converter between a correlator and a write circuit: rounds wanted changes of weights to what can be written.</summary>
internal sealed class UpdateConverter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _deadZone;
    private readonly T _range;
    private readonly T _step;
    private readonly RoundingKind _rounding;

    public UpdateConverter(UpdateConverterBlock block)
    {
        _deadZone = T.CreateTruncating(block.DeadZone);
        _range = T.CreateTruncating(block.Range ?? double.PositiveInfinity);
        _step = T.CreateTruncating(block is { Bits: { } bits, Range: { } range } ? 2 * range / Math.Pow(2, bits) : 0);
        _rounding = block.Rounding;
    }

    /// <summary>Largest change of one write.</summary>
    public T Largest => _range;

    /// <summary>Whether a uniform number is needed for each change.</summary>
    public bool IsRandom => _step > T.Zero && _rounding == RoundingKind.Stochastic;

    /// <summary>Whether what was not written is kept for the next time.</summary>
    public bool Remembers => _step > T.Zero && _rounding == RoundingKind.Accumulate;

    /// <summary>What of a change is written.</summary>
    /// <param name="wanted">Change of the weight that the correlator asks for.</param>
    /// <param name="uniform">A number in [0, 1), where <see cref="IsRandom"/>.</param>
    /// <param name="remainder">What earlier changes left, where <see cref="Remembers"/>; updated.</param>
    /// <returns>The change.</returns>
    public T Convert(T wanted, T uniform, ref T remainder)
    {
        if (T.Abs(wanted) < _deadZone)
        {
            return T.Zero;
        }

        if (T.IsZero(_step))
        {
            return T.Clamp(wanted, -_range, _range);
        }

        T asked = Remembers ? wanted + remainder : wanted;
        T steps = _rounding switch
        {
            RoundingKind.Stochastic => T.Floor(asked / _step + uniform),
            RoundingKind.Accumulate => T.Truncate(asked / _step),
            _ => T.Round(asked / _step),
        };
        T written = T.Clamp(steps * _step, -_range, _range);
        if (Remembers)
        {
            remainder = asked - written;
        }

        return written;
    }
}
