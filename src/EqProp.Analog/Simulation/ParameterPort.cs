using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>Writes and reads every conductance, bias and plastic leak of a chip, between the caller's doubles and the chip's number format.</summary>
internal sealed class ParameterPort<T>(
    NetworkLayout layout, IReadOnlyList<SynapseArray<T>> synapses, IReadOnlyList<BatchMatrix<T>> biases, IReadOnlyList<T[]> leaks,
    ExternalReadOut<T>? readOut)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Program(NetworkParameters parameters)
    {
        for (int c = 0; c < synapses.Count; c++)
        {
            synapses[c].Program(parameters.Weights[c]);
        }

        for (int g = 0; g < biases.Count; g++)
        {
            Span<T> row = biases[g].Row(0);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = T.CreateTruncating(parameters.Biases[g + 1][i]);
            }

            for (int i = 0; i < leaks[g].Length; i++)
            {
                leaks[g][i] = T.CreateTruncating(Math.Max(parameters.Leaks[g + 1][i], InhibitorLearningBlock.LeastLeak));
            }
        }

        readOut?.Program(parameters);
    }

    public NetworkParameters ReadBack()
    {
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < synapses.Count; c++)
        {
            synapses[c].ReadBack(parameters.Weights[c]);
        }

        for (int g = 0; g < biases.Count; g++)
        {
            Span<T> row = biases[g].Row(0);
            for (int i = 0; i < row.Length; i++)
            {
                parameters.Biases[g + 1][i] = double.CreateTruncating(row[i]);
            }

            for (int i = 0; i < leaks[g].Length; i++)
            {
                parameters.Leaks[g + 1][i] = double.CreateTruncating(leaks[g][i]);
            }
        }

        readOut?.ReadBack(parameters);
        return parameters;
    }
}
