using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Records;

/// <summary>The folder that a run leaves behind. Every file in it is replaced as a whole (<see cref="AtomicFile"/>).</summary>
public sealed class RunFolder
{
    /// <summary>The resolved circuit.</summary>
    public const string CircuitFile = "circuit.json";

    /// <summary>The <see cref="RunRecord"/>.</summary>
    public const string RecordFile = "record.json";

    /// <summary>One row an epoch.</summary>
    public const string LogFile = "log.csv";

    /// <summary>Weights and biases after the last epoch.</summary>
    public const string WeightsFile = "weights.npz";

    /// <summary>Weights and biases before learning.</summary>
    public const string InitialWeightsFile = "weights-initial.npz";

    /// <summary>What is needed to go on.</summary>
    public const string CheckpointFileName = "checkpoint.bin";

    /// <summary>The report, for people.</summary>
    public const string ReportFile = "report.html";

    /// <summary>What is needed to draw the report again.</summary>
    public const string ReportDataFile = "report-data.json";

    private static readonly string[] RunFiles =
        [CircuitFile, RecordFile, LogFile, WeightsFile, InitialWeightsFile, CheckpointFileName, ReportFile, ReportDataFile];

    private RunFolder(string path) => FullPath = path;

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Whether the folder holds a checkpoint.</summary>
    public bool HasCheckpoint => File.Exists(PathOf(CheckpointFileName));

    /// <summary>Makes the folder of a new run and writes the resolved circuit into it.</summary>
    /// <param name="path">The folder; made with its parents when it does not exist.</param>
    /// <param name="circuit">The resolved circuit.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InputException">The folder already holds a run, or cannot be written.</exception>
    public static RunFolder Create(string path, JsonObject circuit)
    {
        var folder = new RunFolder(FileFailure.FullPath(path));
        try
        {
            Directory.CreateDirectory(folder.FullPath);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(path, e);
        }

        if (RunFiles.FirstOrDefault(file => File.Exists(folder.PathOf(file))) is { } present)
        {
            throw new InputException(
                "run.exists", path, $"This folder already holds a run ({present}).",
                "Name another folder, or resume that run.", FailureKind.InputOutput);
        }

        AtomicFile.WriteText(folder.PathOf(CircuitFile), circuit.ToJsonString(RecordJson.FileOptions) + "\n");
        return folder;
    }

    /// <summary>Opens the folder of a run to read it.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InputException">The folder does not exist or holds no run.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(FileFailure.FullPath(path));
        return File.Exists(folder.PathOf(CircuitFile)) ? folder : throw new InputException(
            "run.missing", path, Directory.Exists(path) ? $"This folder holds no run: {CircuitFile} is missing." : "There is no such folder.",
            "Name the folder that a run wrote.", FailureKind.InputOutput);
    }

    /// <summary>Opens the folder of a run to go on with it, and removes the half-written files that a kill left there.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InputException">The folder holds no run or no checkpoint, or cannot be written.</exception>
    public static RunFolder Resume(string path)
    {
        RunFolder folder = Open(path);
        if (!folder.HasCheckpoint)
        {
            throw new InputException(
                "run.checkpoint", path, $"There is nothing to resume: {CheckpointFileName} is missing.",
                "Start a new run in another folder.", FailureKind.InputOutput);
        }

        folder.CheckWritable();
        folder.RemoveLeftovers();
        return folder;
    }

    /// <summary>Full path of a file in the folder.</summary>
    /// <param name="file">Name of the file.</param>
    /// <returns>The path.</returns>
    public string PathOf(string file) => Path.Combine(FullPath, file);

    /// <summary>Reads the resolved circuit.</summary>
    /// <returns>The circuit.</returns>
    /// <exception cref="InputException">The file is missing or no JSON object.</exception>
    public JsonObject ReadCircuit()
    {
        string path = PathOf(CircuitFile);
        try
        {
            return JsonNode.Parse(ReadText(CircuitFile)) as JsonObject ?? throw new System.Text.Json.JsonException("It is no object.");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InputException("run.circuit", path, $"This is not a circuit: {e.Message}", "Restore the file.", FailureKind.BadInput, e);
        }
    }

    /// <summary>Writes the record, and the log of its epochs.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="InputException">The files cannot be written.</exception>
    public void WriteRecord(RunRecord record)
    {
        AtomicFile.WriteText(PathOf(RecordFile), record.ToJson() + "\n");
        if (record.Epochs is { } epochs)
        {
            AtomicFile.WriteText(PathOf(LogFile), EpochLog.ToCsv(epochs));
        }
    }

    /// <summary>Reads the record.</summary>
    /// <returns>The record.</returns>
    /// <exception cref="InputException">The file is missing, or no record that this build reads.</exception>
    public RunRecord ReadRecord() => RunRecord.FromJson(ReadText(RecordFile), PathOf(RecordFile));

    /// <summary>Writes weights and biases.</summary>
    /// <param name="file"><see cref="WeightsFile"/> or <see cref="InitialWeightsFile"/>.</param>
    /// <param name="layout">The layout that the parameters belong to.</param>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void WriteWeights(string file, NetworkLayout layout, NetworkParameters parameters) =>
        WeightFile.Write(PathOf(file), layout, parameters);

    /// <summary>Reads weights and biases.</summary>
    /// <param name="file"><see cref="WeightsFile"/> or <see cref="InitialWeightsFile"/>.</param>
    /// <param name="layout">The layout that they must fit.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="InputException">The file is missing or does not fit the layout.</exception>
    public NetworkParameters ReadWeights(string file, NetworkLayout layout) => WeightFile.Read(PathOf(file), layout);

    /// <summary>Reads a text file of the folder.</summary>
    /// <param name="file">Name of the file.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    public string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(PathOf(file));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(PathOf(file), e);
        }
    }

    private void CheckWritable()
    {
        string probe = PathOf($".{Guid.NewGuid():N}.probe");
        try
        {
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(FullPath, e);
        }
    }

    private void RemoveLeftovers()
    {
        try
        {
            foreach (string file in Directory.GetFiles(FullPath).Where(file => RunFiles.Any(name => AtomicFile.IsTemporaryOf(name, file))))
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(FullPath, e);
        }
    }
}
