using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Presets;

/// <summary>
/// The folder <c>circuits/presets</c>: of the current folder or the nearest of its parents that has one, or else beside
/// the program.
/// </summary>
internal sealed class PresetShelf
{
    private const string Extension = ".json";

    private PresetShelf(string folder) => Folder = folder;

    /// <summary>The folder of the presets.</summary>
    public string Folder { get; }

    /// <summary>The folder of the component tables, beside that of the presets.</summary>
    public string ComponentFolder => Path.Combine(Path.GetDirectoryName(Folder)!, "components");

    /// <summary>The folder of the studies, beside that of the presets.</summary>
    public string StudyFolder => Path.Combine(Path.GetDirectoryName(Folder)!, "studies");

    /// <summary>Names of all presets, sorted.</summary>
    public IReadOnlyList<string> Names => NamesIn(Folder);

    /// <summary>Names of all studies that come with the program, sorted.</summary>
    public IReadOnlyList<string> StudyNames => NamesIn(StudyFolder);

    /// <summary>Finds the folder.</summary>
    public static PresetShelf Find(ToolHost host)
    {
        for (DirectoryInfo? folder = new(host.CurrentFolder); folder is not null; folder = folder.Parent)
        {
            string presets = In(folder.FullName);
            if (Directory.Exists(presets))
            {
                return new PresetShelf(presets);
            }
        }

        return new PresetShelf(In(host.ProgramFolder));
    }

    /// <summary>The file that was meant where a circuit is expected: a file, or else the preset of that name.</summary>
    /// <exception cref="InputException">There is neither; the remedy gives the nearest preset.</exception>
    public string FileOf(string circuit) => IsFile(circuit) ? circuit : PresetFile(circuit, $"There is no file and no preset '{circuit}'.");

    /// <summary>The file that was meant where a study is expected: a file, or else the study of that name.</summary>
    /// <exception cref="InputException">There is neither; the remedy gives the nearest study.</exception>
    public string StudyFileOf(string study) =>
        IsFile(study) ? study
        : StudyNames.Contains(study, StringComparer.Ordinal) ? Path.Combine(StudyFolder, study + Extension)
        : throw new InputException(
            "study.unknown", study, $"There is no file and no study '{study}'.", StudyNames.Count > 0 ? NearestName.Remedy(study, StudyNames) : "Name a study file.");

    /// <summary>The file of a preset.</summary>
    /// <exception cref="InputException">There is no preset of that name; the remedy gives the nearest.</exception>
    public string PresetFile(string name) => PresetFile(name, $"There is no preset '{name}'.");

    private string PresetFile(string name, string missing) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? Path.Combine(Folder, name + Extension)
            : throw new InputException("preset.unknown", name, missing, NearestName.Remedy(name, Names));

    private static bool IsFile(string text) => File.Exists(text) || Path.GetFileName(text) != text || Path.HasExtension(text);

    private static IReadOnlyList<string> NamesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!]
        : [];

    private static string In(string folder) => Path.Combine(folder, "circuits", "presets");
}
