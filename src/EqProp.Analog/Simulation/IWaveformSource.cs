using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>A chip whose voltages can be seen at any time of a phase, as on an oscilloscope.</summary>
public interface IWaveformSource
{
    /// <summary>Whether it can be asked now: a chip that moves in steps of one length has no states between them.</summary>
    bool SamplesAnyTime { get; }

    /// <summary>Lets the free nodes of a minibatch of one example move for one phase.</summary>
    /// <param name="phase">How long.</param>
    /// <param name="secondsFromStart">When to look, in seconds of the chip from the start of the phase, increasing.</param>
    /// <returns>The states at the times reached.</returns>
    /// <exception cref="Circuits.InputException">The dynamics diverged or are too stiff for the method; says when and at which node.</exception>
    WaveformSamples Sample(PhaseLength phase, IReadOnlyList<double> secondsFromStart);
}
