using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Lets a chip settle on many test examples and counts how long each takes.</summary>
public static class SettlingTimes
{
    /// <summary>Measures, in physical time whatever engine learning uses.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="request">Weights and where data are; the rest is not used.</param>
    /// <param name="examples">Test examples, from the first.</param>
    /// <param name="stop">Stops between minibatches.</param>
    /// <returns>The spread of the times until no node moves by more than 1 % of the swing a time constant.</returns>
    /// <exception cref="InputException">The circuit has no learning block, weights or data are not usable, or the dynamics diverged.</exception>
    public static SettlingHistogram Measure(ResolvedCircuit circuit, WaveformRequest request, int examples, CancellationToken stop)
    {
        using ChipBench bench = ChipBench.SetUp(circuit, request.Data, new SimulationOptions());
        NetworkLayout layout = bench.Network.Layout;
        bench.Network.Program(request.WeightFile is { } file
            ? WeightFile.Read(file, layout)
            : ParameterInitializer.Draw(layout, bench.Learning.Initialization, bench.Learning.Seed));
        return SettlingTime.Measure(bench, stop, examples).Times;
    }
}
