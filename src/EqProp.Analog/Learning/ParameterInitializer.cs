using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Learning;

/// <summary>Weights and biases before learning.</summary>
public static class ParameterInitializer
{
    /// <summary>
    /// Draws weights uniformly in +-scale sqrt(6 / (n_source + n_target)) (Glorot and Bengio 2010), each coupling from its
    /// own stream; the way back of untied feedback begins as the transpose of the way ahead, with signs changed; couplings and biases spelled out for a named element keep their values, and a bias
    /// that the settings leave out is the circuit's, as are leaks that learn. Where no weight below zero can be written, weights are uniform from 0 to the bound.
    /// </summary>
    /// <param name="layout">The chip's layout.</param>
    /// <param name="settings">Scales and biases.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>Dimensionless parameters.</returns>
    public static NetworkParameters Draw(NetworkLayout layout, InitializationBlock settings, int seed)
    {
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            if (coupling.InitialWeights is not null)
            {
                coupling.InitialWeights.ToArray().CopyTo(parameters.Weights[c], 0);
                continue;
            }

            if (coupling.FeedbackOf is { } ahead)
            {
                DrawFeedback(parameters.Weights[ahead], layout.Groups[coupling.Target].Size, settings.FeedbackAngle ?? 0, new(seed, StreamPurpose.FeedbackSigns, (ulong)c), parameters.Weights[c]);
                continue;
            }

            int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
            double[] weights = parameters.Weights[c];
            double limit = Scale(settings, c) * Math.Sqrt(6.0 / (sources + targets));
            DrawUniform(weights, layout.RangeOf(layout.Couplings[c]).Minimum < 0 ? -limit : 0, limit, seed, c);
            if (coupling.Source == coupling.Target)
            {
                MakeSymmetric(weights, sources);
            }
        }

        if (layout.ReadOutClasses > 0)
        {
            int c = layout.Couplings.Count(coupling => coupling.FeedbackOf is null);
            double limit = Scale(settings, c) * Math.Sqrt(6.0 / (layout.OutputCount + layout.ReadOutClasses));
            DrawUniform(parameters.ReadOutWeights, -limit, limit, seed, c);
        }

        parameters.ResetLeaks(layout);
        SetBiases(layout, settings, parameters);
        return parameters;
    }

    private static double Scale(InitializationBlock settings, int coupling) =>
        settings.WeightScale[Math.Min(coupling, settings.WeightScale.Count - 1)];

    private static void DrawUniform(double[] values, double least, double most, int seed, int stream)
    {
        var random = new RandomStream(seed, StreamPurpose.Initialization, (ulong)stream);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextUniform(least, most);
        }
    }

    // The transpose, each sign changed with probability (1 - cos angle) / 2, which makes the expected cosine that of the angle.
    private static void DrawFeedback(double[] ahead, int rows, double degrees, RandomStream random, double[] back)
    {
        double changed = (1 - Math.Cos(degrees * Math.PI / 180)) / 2;
        int columns = ahead.Length / rows;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                back[j * rows + i] = random.NextDouble() < changed ? -ahead[i * columns + j] : ahead[i * columns + j];
            }
        }
    }

    private static void MakeSymmetric(double[] weights, int size)
    {
        for (int i = 0; i < size; i++)
        {
            weights[i * size + i] = 0;
            for (int j = 0; j < i; j++)
            {
                weights[i * size + j] = weights[j * size + i];
            }
        }
    }

    private static void SetBiases(NetworkLayout layout, InitializationBlock settings, NetworkParameters parameters)
    {
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            NodeGroup group = layout.Groups[g];
            double common = (group.Role == NodeRole.Output ? settings.OutputBias : settings.HiddenBias) ?? group.Bias;
            for (int i = 0; i < group.Size; i++)
            {
                parameters.Biases[g][i] = group.InitialBias?[i] ?? common;
            }
        }
    }
}
