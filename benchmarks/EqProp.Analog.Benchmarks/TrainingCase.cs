using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Benchmarks;

/// <summary>The published 784-500-10 experiment, ready to train: on MNIST where it is at hand, else on pictures as sparse.</summary>
internal sealed class TrainingCase : IDisposable
{
    private const int SyntheticExamples = 6000;
    private const int Inputs = 784;
    private const int Classes = 10;

    /// <summary>Of MNIST's pixels, the share that is not zero.</summary>
    private const double InkShare = 0.19;

    public TrainingCase(int batch, int threads, string? dataFolder)
    {
        ResolvedCircuit circuit = CircuitLoader.Load(PresetFile("mnist-leaky-500"), [$"learning.batchSize={batch}"]);
        LearningBlock learning = circuit.Description.Learning!;
        Examples = dataFolder is null
            ? Synthetic()
            : DatasetCatalog.Load(learning.Dataset, new DatasetLocation(dataFolder)).Train;
        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description);
        Network = SimulatedNetwork.Create(chip, batch, new SimulationOptions { Threads = threads });
        Trainer = new(Network, learning, Examples, Classes);
        Trainer.Initialize();
    }

    public ExampleSet Examples { get; }

    public IPhysicalNetwork Network { get; }

    public Trainer Trainer { get; }

    /// <summary>Multiplications and additions of the dense arithmetic, for one example.</summary>
    public static double FlopsPerExample
    {
        get
        {
            const int Hidden = 500, FreeSteps = 20, NudgedSteps = 4, Directions = 2, PerProduct = 2, DriveAndUpdate = 2, Contrasts = 2;
            return PerProduct * ((double)Inputs * Hidden * DriveAndUpdate
                + (double)Hidden * Classes * (Directions * (FreeSteps + NudgedSteps) + Contrasts));
        }
    }

    public void Dispose() => Network.Dispose();

    /// <summary>Path of a preset.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The file.</returns>
    public static string PresetFile(string name)
    {
        string preset = $"circuits/presets/{name}.json";
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, preset);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"{preset} is in no folder above {AppContext.BaseDirectory}.");
    }

    private static ExampleSet Synthetic()
    {
        var random = new RandomStream(1, StreamPurpose.Study);
        float[] inputs = new float[SyntheticExamples * Inputs];
        int[] labels = new int[SyntheticExamples];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextDouble() < InkShare ? (float)random.NextDouble() : 0;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % Classes;
        }

        return new(Inputs, inputs, labels);
    }
}
