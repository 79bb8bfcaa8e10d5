namespace EqProp.Analog.Studies.Trials;

/// <summary>What a study does at each of its points: a function of a chip and its seeds alone.</summary>
public interface ITrial
{
    /// <summary>The numbers that an outcome has.</summary>
    IReadOnlyList<TrialMeasure> Measures { get; }

    /// <summary>
    /// Checks that a point can be tried, without trying it: called for every point when a study is planned, so that it does not fail overnight. It is quick, and
    /// may be called by several threads.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <exception cref="Circuits.InputException">The circuit cannot be tried so; carries all violations.</exception>
    void Check(TrialPoint point)
    {
    }

    /// <summary>
    /// Runs trials of one point. May be called by several threads at once. An outcome depends on the point and its own seeds alone, to the bit: not on the other trials of the call, their order, or threads.
    /// A chip that fails is an outcome with its reason; what is wrong with the study is an exception.
    /// </summary>
    /// <param name="point">The point.</param>
    /// <param name="seeds">The trials.</param>
    /// <param name="stop">Stops as soon as may be; nothing of this call counts then.</param>
    /// <returns>One outcome a trial, in their order.</returns>
    /// <exception cref="Circuits.InputException">The circuit cannot be tried so, or data are missing.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop);
}
