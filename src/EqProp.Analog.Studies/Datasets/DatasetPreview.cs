using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Studies.Pictures;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>Shows examples: pictures as a contact sheet, anything else as a table.</summary>
public static class DatasetPreview
{
    private const string Shades = " .:-=+*#%@";
    private const string Gap = "  ";
    private const byte Frame = 160;

    /// <summary>
    /// Draws examples with characters, dark on light being full on empty: half blocks know empty and full alone (full from
    /// 0.5 up), ASCII shades ten steps. Sets that are no pictures become lines of inputs and class.
    /// </summary>
    /// <param name="dataset">Where the examples are from.</param>
    /// <param name="examples">Its training, validation or test examples.</param>
    /// <param name="layout">Which examples, and how many.</param>
    /// <returns>Lines ending in a line feed; empty if no example is left to show.</returns>
    public static string Text(Dataset dataset, ExampleSet examples, PreviewLayout layout)
    {
        Check(dataset, examples, layout);
        int end = (int)Math.Min(examples.Count, layout.First + (long)layout.Columns * layout.Rows);
        var text = new StringBuilder();
        for (int first = layout.First; first < end; first += layout.Columns)
        {
            int last = Math.Min(end, first + layout.Columns);
            if (dataset.Picture is { } picture)
            {
                AppendStrip(text, dataset, examples, first..last, picture, layout.HalfBlocks);
            }
            else
            {
                AppendTable(text, dataset, examples, first..last);
            }
        }

        return text.ToString();
    }

    /// <summary>Draws examples as a PNG file: ink black on white, grey lines between examples.</summary>
    /// <param name="dataset">Where the examples are from.</param>
    /// <param name="examples">Its training, validation or test examples.</param>
    /// <param name="layout">Which examples, and how many.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="InputException">The set is no pictures.</exception>
    public static byte[] Png(Dataset dataset, ExampleSet examples, PreviewLayout layout)
    {
        Check(dataset, examples, layout);
        if (dataset.Picture is not { } picture)
        {
            throw new InputException(
                "preview.picture", "learning.dataset.name", $"The examples of '{dataset.Name}' are no pictures.",
                "Show them as text instead.");
        }

        var (cellWidth, cellHeight) = (picture.Width + 1, picture.Height + 1);
        int width = (layout.Columns * cellWidth + 1) * layout.Zoom;
        int height = (layout.Rows * cellHeight + 1) * layout.Zoom;
        byte[] grey = new byte[checked(width * height)];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var (row, pictureY) = Math.DivRem(y / layout.Zoom, cellHeight);
                var (column, pictureX) = Math.DivRem(x / layout.Zoom, cellWidth);
                int example = layout.First + row * layout.Columns + column;
                bool inside = pictureX > 0 && pictureY > 0 && example < examples.Count;
                grey[y * width + x] = inside
                    ? Paper(examples.Inputs[example * examples.InputCount + (pictureY - 1) * picture.Width + pictureX - 1])
                    : Frame;
            }
        }

        return PngWriter.Encode(width, height, grey);
    }

    private static byte Paper(float ink) => (byte)Math.Round(255 * (1 - Math.Clamp(ink, 0, 1)));

    private static void Check(Dataset dataset, ExampleSet examples, PreviewLayout layout)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.Columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.Rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.Zoom);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.First);
    }

    private static void AppendStrip(
        StringBuilder text, Dataset dataset, ExampleSet examples, Range range, (int Width, int Height) picture, bool halfBlocks)
    {
        var shown = Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value);
        AppendLine(text, shown.Select(example =>
            Fit($"{example}: {dataset.ClassNames[examples.Labels[example]]}", picture.Width)));
        for (int y = 0; y < picture.Height; y += halfBlocks ? 2 : 1)
        {
            AppendLine(text, shown.Select(example => string.Create(picture.Width, (example, y), (line, at) =>
            {
                for (int x = 0; x < line.Length; x++)
                {
                    float upper = Pixel(examples, at.example, picture, x, at.y);
                    line[x] = halfBlocks
                        ? Block(upper >= 0.5, Pixel(examples, at.example, picture, x, at.y + 1) >= 0.5)
                        : Shades[(int)(Math.Clamp(upper, 0, 1) * (Shades.Length - 1) + 0.5)];
                }
            })));
        }

        text.Append('\n');
    }

    private static char Block(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };

    private static float Pixel(ExampleSet examples, int example, (int Width, int Height) picture, int x, int y) =>
        y < picture.Height ? examples.Inputs[example * examples.InputCount + y * picture.Width + x] : 0;

    private static void AppendTable(StringBuilder text, Dataset dataset, ExampleSet examples, Range range)
    {
        for (int example = range.Start.Value; example < range.End.Value; example++)
        {
            var inputs = examples.Inputs.AsSpan(example * examples.InputCount, examples.InputCount).ToArray();
            string values = string.Join(Gap, inputs.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"{example}:{Gap}{values}{Gap}{dataset.ClassNames[examples.Labels[example]]}\n");
        }
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');

    private static string Fit(string title, int width) => title.Length > width ? title[..width] : title.PadRight(width);
}
