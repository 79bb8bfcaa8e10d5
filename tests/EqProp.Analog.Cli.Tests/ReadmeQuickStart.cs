// quick start
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

// end

namespace EqProp.Analog.Cli.Tests;

/// <summary>The README's C# example, as it stands there.</summary>
internal static class ReadmeQuickStart
{
    public static void Run(TextWriter console)
    {
        // quick start
        ResolvedCircuit circuit = CircuitLoader.Load("circuits/presets/xor.json");        // describe
        LearningBlock learning = circuit.Description.Learning!;
        Dataset data = DatasetCatalog.Load(learning.Dataset, new DatasetLocation());
        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description, seed: 7);       // fabricate
        using IPhysicalNetwork network = SimulatedNetwork.Create(chip, batchCapacity: 4);
        var trainer = new Trainer(network, learning, data.Train, data.Classes);
        trainer.Initialize();
        for (int epoch = 1; epoch <= learning.Epochs; epoch++)
        {
            trainer.RunEpoch();                                                           // train
        }

        Evaluation test = new Evaluator(network, learning, data.Classes).Run(data.Test);  // read
        double siemens = network.Layout.Map.ToSiemens(network.ReadBack().Weights[0][0]);
        console.WriteLine($"{test.ErrorPercent} % wrong, first synapse {siemens * 1e9:F0} nS");
        // end
    }
}
