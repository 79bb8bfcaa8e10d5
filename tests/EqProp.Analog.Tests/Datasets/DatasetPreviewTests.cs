using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Tests.Pictures;

namespace EqProp.Analog.Tests.Datasets;

public sealed class DatasetPreviewTests
{
    // Three pictures, 3 wide and 3 high: a cross, a full one and an empty one.
    private static readonly ExampleSet Pictures = new(
        9, [0, 1, 0, 1, .5f, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 0]);

    private static readonly Dataset Set = new()
    {
        Name = "test",
        Classes = 2,
        ClassNames = ["x", "y"],
        Train = Pictures,
        Validation = Pictures,
        Test = Pictures,
        Picture = (3, 3),
    };

    [Fact]
    public void Half_blocks_show_two_lines_of_pixels_a_character() => Assert.Equal(
        "0:   1:\n▄█▄  ███\n ▀   ▀▀▀\n\n2:\n\n\n\n",
        DatasetPreview.Text(Set, Pictures, new PreviewLayout { Columns = 2 }));

    [Fact]
    public void Shades_show_a_pixel_a_character() => Assert.Equal(
        "0:\n @\n@+@\n @\n\n",
        DatasetPreview.Text(Set, Pictures, new PreviewLayout { Columns = 1, Rows = 1, HalfBlocks = false }).Replace('=', '+'));

    [Fact]
    public void Beyond_the_last_example_there_is_nothing() =>
        Assert.Equal("", DatasetPreview.Text(Set, Pictures, new PreviewLayout { First = 3 }));

    [Fact]
    public void Other_sets_become_a_table()
    {
        var xor = DatasetCatalog.Load(new DatasetBlock { Name = "xor" }, new DatasetLocation());
        Assert.Equal(
            "1:  0.000  1.000  1\n2:  1.000  0.000  1\n",
            DatasetPreview.Text(xor, xor.Train, new PreviewLayout { First = 1, Columns = 1, Rows = 2 }));
    }

    [Fact]
    public void The_png_holds_each_pixel_zoomed_with_frames_between()
    {
        var layout = new PreviewLayout { First = 1, Columns = 2, Rows = 2, Zoom = 2 };
        var (width, height, grey) = PngWriterTests.Decode(DatasetPreview.Png(Set, Pictures, layout));

        Assert.Equal((18, 18), (width, height));
        Assert.Equal(160, grey[0]);
        Assert.Equal(0, grey[2 * 18 + 2]);
        Assert.Equal(0, grey[7 * 18 + 7]);
        Assert.Equal(160, grey[7 * 18 + 8]);
        Assert.Equal(255, grey[7 * 18 + 10]);
        Assert.Equal(160, grey[17 * 18 + 12]);
        Assert.All(grey.AsSpan(9 * 18).ToArray(), value => Assert.Equal(160, value));
    }

    [Fact]
    public void A_png_of_no_pictures_is_refused()
    {
        var xor = DatasetCatalog.Load(new DatasetBlock { Name = "xor" }, new DatasetLocation());
        Assert.Throws<InputException>(() => DatasetPreview.Png(xor, xor.Train, new PreviewLayout()));
    }
}
