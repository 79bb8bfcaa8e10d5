using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Weights of a file for a circuit whose energy is asked for.</summary>
public static class GivenWeights
{
    /// <summary>Reads them.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <param name="file">Weights (.npz).</param>
    /// <param name="data">Where data files are: an external read-out has as many answers as its data have classes.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="InputException">The file is missing or does not fit, or data are missing.</exception>
    public static NetworkParameters Read(ResolvedCircuit circuit, string file, DatasetLocation data)
    {
        int readOut = circuit.Description.Learning is { Cost: CostKind.CrossEntropy } learning ? DatasetCatalog.Load(learning.Dataset, data).Classes : 0;
        return WeightFile.Read(file, ChipFabricator.Fabricate(circuit.Description, readOutClasses: readOut).Layout);
    }
}
