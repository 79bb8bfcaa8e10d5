using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation;

/// <summary>Reads signals of a chip as they are seen, and answers with the noise and the converter of the read-out.</summary>
internal sealed class ReadPort<T>(
    NetworkLayout layout, SeenSignals<T> seen, ClampedInputs<T> inputs, ExternalReadOut<T>? readOut, ReadOutNoise? noise, ReadConverter<double>? converter)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Copies one group of some examples.</summary>
    public void Read(int group, NodeQuantity quantity, int rows, Span<double> destination)
    {
        if (group == 0)
        {
            inputs.CopyTo(destination);
        }
        else
        {
            Copy(Seen(group, quantity), rows, destination);
        }
    }

    /// <summary>Copies what is compared with the targets.</summary>
    /// <param name="step">Step at which it is read.</param>
    /// <param name="samples">Of each example, its row of the data.</param>
    /// <param name="destination">[examples x answers].</param>
    public void ReadAnswers(long step, ReadOnlySpan<int> samples, Span<double> destination)
    {
        BatchMatrix<T> outputs = Seen(layout.OutputGroup, layout.Force == ForceForm.EnergyBased ? NodeQuantity.State : NodeQuantity.Activity);
        double[] added = Errors(outputs, noise?.Draw(step, samples) ?? [], samples.Length);
        if (readOut is not null)
        {
            Copy(readOut.Logits(samples.Length, outputs, added), samples.Length, destination);
            return;
        }

        Copy(outputs, samples.Length, destination);
        for (int i = 0; i < added.Length; i++)
        {
            destination[i] += added[i];
        }
    }

    /// <summary>What the read-out adds to each output [examples x outputs]: noise and rounding; empty for none.</summary>
    private double[] Errors(BatchMatrix<T> outputs, double[] noises, int rows)
    {
        if (converter is null)
        {
            return noises;
        }

        var errors = new double[rows * outputs.Columns];
        for (int k = 0; k < errors.Length; k++)
        {
            double output = double.CreateTruncating(outputs.Row(k / outputs.Columns)[k % outputs.Columns]);
            errors[k] = converter.Read(output + (noises.Length > 0 ? noises[k] : 0)) - output;
        }

        return errors;
    }

    private BatchMatrix<T> Seen(int group, NodeQuantity quantity) =>
        quantity == NodeQuantity.State ? seen.States(group - 1) : seen.Activities(group - 1);

    private static void Copy(BatchMatrix<T> source, int rows, Span<double> destination)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<T> values = source.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                destination[row * values.Length + i] = double.CreateTruncating(values[i]);
            }
        }
    }
}
