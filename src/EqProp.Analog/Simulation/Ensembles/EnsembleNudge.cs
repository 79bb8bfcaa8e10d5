using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// The currents that nudge the outputs of all chips by the squared error. Where every output counts alike in the energy they are a push; else outputs are linear, and
/// what a nudge draws from them is a leak of their own.
/// </summary>
internal sealed class EnsembleNudge<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleGroup<T> _outputs;
    private readonly IReadOnlyList<EnsembleConductances<T>> _conductances;
    private readonly int _freeGroup;
    private readonly double[][] _factors;
    private readonly bool _isEven;
    private double _beta;
    private ChipMatrix<T>? _drawn;

    /// <param name="chips">The dies.</param>
    /// <param name="outputs">What is nudged.</param>
    /// <param name="conductances">Leaks of each die.</param>
    public EnsembleNudge(IReadOnlyList<ChipInstance> chips, EnsembleGroup<T> outputs, IReadOnlyList<EnsembleConductances<T>> conductances)
    {
        _outputs = outputs;
        _conductances = conductances;
        _freeGroup = chips[0].Layout.OutputGroup - 1;
        _factors = [.. chips.Select(chip => NetworkMetric.Of(chip.Layout).NudgeFactors(chip.Layout))];
        _isEven = NetworkMetric.IsEven([.. _factors.SelectMany(factors => factors)]);
    }

    /// <summary>Takes down what nudges draw from the outputs through leaks of their own.</summary>
    public void Note(ChipMatrix<T> drawn) => _drawn = drawn;

    /// <summary>Nudges the outputs of every chip towards the same targets.</summary>
    public void Apply(double beta, ReadOnlySpan<float> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, _outputs.Size, nameof(targets));
        _outputs.Pushed = true;
        _outputs.PushStiffness = _isEven ? T.CreateTruncating(beta * _factors[0][0]) : T.Zero;
        Draw(beta);
        for (int k = 0; k < targets.Length; k++)
        {
            T target = T.CreateTruncating(targets[k]);
            for (int block = 0; _isEven && block < _outputs.Blocks.Count; block++)
            {
                _outputs.Push.Lanes(k, block).Fill(_outputs.PushStiffness * target);
            }

            for (int chip = 0; !_isEven && chip < _factors.Length; chip++)
            {
                _outputs.Push[k, chip] = T.CreateTruncating(beta * _factors[chip][k]) * target;
            }
        }
    }

    /// <summary>Takes the nudge away.</summary>
    public void Release()
    {
        _outputs.Pushed = false;
        Draw(0);
    }

    /// <summary>Writes the leaks of the outputs of one chip.</summary>
    public void WriteLeaks(int chip)
    {
        ReadOnlySpan<T> leak = _conductances[chip].Leak(_freeGroup);
        for (int i = 0; i < leak.Length; i++)
        {
            T drawn = _isEven ? T.Zero : T.CreateTruncating(_beta * _factors[chip][i]);
            _outputs.Leak[i, chip] = leak[i] + drawn;
            if (_drawn is not null)
            {
                _drawn[i, chip] = drawn;
            }
        }
    }

    private void Draw(double beta)
    {
        _beta = beta;
        for (int chip = 0; chip < _factors.Length && !_isEven; chip++)
        {
            WriteLeaks(chip);
        }
    }
}
