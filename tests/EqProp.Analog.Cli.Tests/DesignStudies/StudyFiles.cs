using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.DesignStudies;

/// <summary>Small studies for the built program.</summary>
internal sealed class StudyFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StudyFiles(int dies = 12, int epochs = 3) => Study = _folder.Write("small.json", $$"""
        {
          "schemaVersion": 1, "name": "small", "circuit": "xor", "set": ["learning.epochs={{epochs}}"],
          "axes": [ { "path": "circuit.process.temperature", "from": "280 K", "to": "320 K", "count": 3 }, { "path": "trial.weights", "values": ["learned", "copied"] } ],
          "samples": { "dies": {{dies}}, "learningSeeds": 2 }, "measures": ["accuracyPercent", "costMean"]
        }
        """);

    /// <summary>The study file.</summary>
    public string Study { get; }

    /// <summary>A folder or file beside it.</summary>
    public string At(params string[] parts) => Path.Combine([_folder.Path, .. parts]);

    /// <summary>The table of a study's folder.</summary>
    public string Table(string folder) => File.ReadAllText(At(folder, "table.csv"));

    public void Dispose() => _folder.Dispose();
}
