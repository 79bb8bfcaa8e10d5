namespace EqProp.Analog.Benchmarks;

/// <summary>Double-precision states of the first chips of an ensemble along a settle.</summary>
/// <param name="neurons">Neurons a chip.</param>
/// <param name="chips">Chips to compare.</param>
internal sealed class EnsembleReference(int neurons, int chips)
{
    /// <summary>Length of a settle, in tau.</summary>
    public const double SettleTime = 10;

    private const int Checkpoints = 20;

    private readonly double[][][] _states = [.. Enumerable.Range(0, chips).Select(c => new DrawnChip(c, neurons).Reference(SettleTime / Checkpoints, Checkpoints))];

    /// <summary>
    /// Largest error over chips, neurons and times. Steps of a chip's own end at the last time only, so each time gets a
    /// run from the start.
    /// </summary>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="candidate">How it is settled.</param>
    public double LargestError(EnsembleCase ensemble, EnsembleCandidate candidate)
    {
        double largest = 0;
        ensemble.StartAtZero();
        for (int checkpoint = 1; checkpoint <= Checkpoints; checkpoint++)
        {
            if (candidate.HasOwnSteps)
            {
                ensemble.Settle(candidate.Steps * checkpoint / Checkpoints);
            }
            else
            {
                ensemble.Continue(candidate.Steps / Checkpoints);
            }

            for (int chip = 0; chip < _states.Length; chip++)
            {
                double[] expected = _states[chip][checkpoint - 1];
                float[] states = ensemble.States(chip);
                for (int i = 0; i < states.Length; i++)
                {
                    largest = Math.Max(largest, Math.Abs(states[i] - expected[i]));
                }
            }
        }

        return largest;
    }
}
