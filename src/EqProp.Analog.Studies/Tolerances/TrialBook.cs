using System.Globalization;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Tolerances;

/// <summary>
/// The accuracies of trainings that are done, by the hash of their circuit, which names its die too. Each is appended to a file as soon as it is known; a line that a kill cut
/// short is not read. Safe for several threads.
/// </summary>
internal sealed class TrialBook
{
    private readonly Dictionary<string, double> _known = [];
    private readonly string? _path;

    /// <param name="path">The file; null to keep nothing.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public TrialBook(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path))
        {
            return;
        }

        try
        {
            string text = File.ReadAllText(path);
            if (text.Length > 0 && !text.EndsWith('\n'))
            {
                File.AppendAllText(path, "\n");
            }

            foreach (string[] parts in text.Split('\n').Select(line => line.Split(',')))
            {
                if (parts is [{ Length: 64 } hash, var accuracy, "done"] && double.TryParse(accuracy, CultureInfo.InvariantCulture, out double value))
                {
                    _known[hash] = value;
                }
            }
        }
        catch (Exception e) when (Records.FileFailure.Is(e))
        {
            throw Records.FileFailure.Reading(path, e);
        }
    }

    /// <summary>Trainings known.</summary>
    public int Count
    {
        get
        {
            lock (_known)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>The accuracy of a circuit in percent, if it was trained before.</summary>
    public double? Find(string hash)
    {
        lock (_known)
        {
            return _known.TryGetValue(hash, out double accuracy) ? accuracy : null;
        }
    }

    /// <summary>Keeps an accuracy.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Add(string hash, double accuracy)
    {
        lock (_known)
        {
            _known[hash] = accuracy;
            try
            {
                if (_path is not null)
                {
                    File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{hash},{accuracy:R},done\n"));
                }
            }
            catch (Exception e) when (Records.FileFailure.Is(e))
            {
                throw Records.FileFailure.Writing(_path!, e);
            }
        }
    }
}
