namespace EqProp.Analog.Studies.Datasets;

/// <summary>How a contact sheet is laid out.</summary>
public sealed record PreviewLayout
{
    /// <summary>Examples side by side, positive.</summary>
    public int Columns { get; init; } = 4;

    /// <summary>Rows of examples, positive.</summary>
    public int Rows { get; init; } = 2;

    /// <summary>The first example shown.</summary>
    public int First { get; init; }

    /// <summary>Text only: half blocks (two pixels a character) where true, ASCII shades (one pixel a character) where false.</summary>
    public bool HalfBlocks { get; init; } = true;

    /// <summary>PNG only: the side, in pixels of the file, of each pixel of an example; positive.</summary>
    public int Zoom { get; init; } = 3;
}
