using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// A data set out of the user's own CSV file. A fifth of the examples, drawn by the seed, is for testing. Each feature is
/// mapped to [0, 1] by its least and greatest value among the other four fifths, and test values beyond are clamped; a
/// feature that never changes becomes 0.
/// </summary>
internal static class CsvSet
{
    public const string Name = "csv";
    private const int TestShare = 5;

    // Shared by no generated set: their streams are numbered from 0 up.
    private const uint StreamNumber = uint.MaxValue;

    /// <summary>Reads, splits and scales.</summary>
    /// <exception cref="InputException">The path is missing, the file is damaged, or counts are out of range.</exception>
    public static Dataset Load(DatasetBlock block, DatasetLocation location)
    {
        if (block.Path is not { Length: > 0 } given)
        {
            throw new InputException(
                "dataset.path", "learning.dataset.path", "'csv' needs the path of a file, and none is given.",
                "Add \"path\": \"FILE.csv\", relative to the circuit file.");
        }

        string path = Path.Combine(location.CircuitFolder ?? "", given);
        var table = CsvReader.Read(path);
        int[] order = [.. Enumerable.Range(0, table.Labels.Length)];
        new RandomStream(block.Seed, StreamPurpose.Data, 0, StreamNumber).Shuffle<int>(order);
        int trainAvailable = order.Length - (order.Length + TestShare - 1) / TestShare;
        string[] classes = Classes(path, table.Labels);
        var counts = ExampleCounts.Resolve(block, trainAvailable, order.Length - trainAvailable);
        var shape = new Rows(table, Scale.Measure(table, order.AsSpan(0, trainAvailable)), classes);
        return new Dataset
        {
            Name = Name,
            Classes = classes.Length,
            ClassNames = classes,
            Train = shape.Take(order.AsSpan(0, counts.Train)),
            Validation = shape.Take(order.AsSpan(counts.ValidationStart, counts.Validation)),
            Test = shape.Take(order.AsSpan(trainAvailable, counts.Test)),
        };
    }

    // Whole numbers in order of size, names in alphabetical order.
    private static string[] Classes(string path, string[] labels)
    {
        string[] distinct = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (distinct.Length < 2)
        {
            throw new InputException(
                "csv.classes", path, $"Every example is of class '{distinct[0]}'.", "Put the class into the last column; two at least are needed.");
        }

        if (distinct.All(label => long.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return [.. distinct.OrderBy(label => long.Parse(label, CultureInfo.InvariantCulture))];
        }

        if (distinct.Length > labels.Length / 2 && distinct.All(label => double.TryParse(label, CultureInfo.InvariantCulture, out _)))
        {
            throw new InputException(
                "csv.classes", path, $"The last column holds {distinct.Length} different numbers that are not whole, such as '{distinct[0]}'.",
                "Put the class (a whole number or a name) into the last column.");
        }

        return distinct;
    }

    private sealed record Scale(double[] Low, double[] High)
    {
        public static Scale Measure(CsvTable table, ReadOnlySpan<int> rows)
        {
            int inputs = table.InputCount;
            var (low, high) = (new double[inputs], new double[inputs]);
            Array.Fill(low, double.PositiveInfinity);
            Array.Fill(high, double.NegativeInfinity);
            foreach (int row in rows)
            {
                for (int i = 0; i < inputs; i++)
                {
                    low[i] = Math.Min(low[i], table.Features[row * inputs + i]);
                    high[i] = Math.Max(high[i], table.Features[row * inputs + i]);
                }
            }

            return new Scale(low, high);
        }

        // Halved first, so that the range of huge numbers does not overflow.
        public float Apply(int feature, double value)
        {
            double low = Low[feature] / 2;
            double range = High[feature] / 2 - low;
            return range > 0 ? (float)Math.Clamp((value / 2 - low) / range, 0, 1) : 0;
        }
    }

    private sealed class Rows(CsvTable table, Scale scale, string[] classes)
    {
        private readonly Dictionary<string, int> _classOf =
            classes.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);

        public ExampleSet Take(ReadOnlySpan<int> rows)
        {
            int size = table.InputCount;
            var inputs = new float[rows.Length * size];
            var labels = new int[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    inputs[i * size + j] = scale.Apply(j, table.Features[rows[i] * size + j]);
                }

                labels[i] = _classOf[table.Labels[rows[i]]];
            }

            return new ExampleSet(size, inputs, labels);
        }
    }
}
