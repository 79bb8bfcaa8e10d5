using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Datasets;

public sealed class IdxReaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_pictures_plain_and_gzip_whatever_the_name(bool gzip)
    {
        byte[] file = IdxFiles.Images(4, height: 2, width: 3);
        var images = IdxReader.ReadImages(_folder.Write("data", gzip ? IdxFiles.Gzip(file) : file));

        Assert.Equal((4, 3, 2), (images.Count, images.Width, images.Height));
        Assert.Equal(file[16..], images.Pixels);
    }

    [Fact]
    public void Reads_content_longer_than_one_piece()
    {
        byte[] file = IdxFiles.Images(50, 200, 301);
        Assert.Equal(file[16..], IdxReader.ReadImages(_folder.Write("data", IdxFiles.Gzip(file))).Pixels);
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Every_cut_is_noticed_and_says_what_was_expected_and_found()
    {
        byte[] file = IdxFiles.Images(3, 5, 7);
        return Prop.ForAll(Gen.Choose(0, file.Length - 1).ToArbitrary(), length =>
        {
            var violation = Fails("idx.truncated", () => IdxReader.ReadImages(_folder.Write("cut", file[..length])));
            int expected = length < 16 ? 16 : file.Length;
            Assert.Contains($"{expected} bytes expected, {length} found", violation.Message, StringComparison.Ordinal);
        });
    }

    // A cut within gzip's own ending (end mark, checksum, length) still leaves all of the content.
    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property A_cut_gzip_file_gives_the_whole_content_or_an_error()
    {
        byte[] content = IdxFiles.Images(3, 5, 7);
        byte[] file = IdxFiles.Gzip(content);
        return Prop.ForAll(Gen.Choose(2, file.Length - 1).ToArbitrary(), length =>
        {
            string path = _folder.Write("cut", file[..length]);
            try
            {
                Assert.Equal(content[16..], IdxReader.ReadImages(path).Pixels);
                Assert.InRange(length, file.Length - 12, file.Length);
            }
            catch (InputException failure)
            {
                Assert.Contains(failure.Violations.Single().Code, (string[])["idx.truncated", "idx.gzip"]);
                Assert.Contains("bytes expected", failure.Message, StringComparison.Ordinal);
            }
        });
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Any_bytes_at_all_give_labels_or_a_clear_error(byte[] bytes)
    {
        string path = _folder.Write("any", bytes);
        var failure = Record.Exception(() => IdxReader.ReadLabels(path));
        Assert.True(failure is null or InputException, failure?.ToString());
    }

    [Fact]
    public void Swapped_files_are_named_as_what_they_are()
    {
        var violation = Fails("idx.magic", () => IdxReader.ReadImages(_folder.Write("labels", IdxFiles.Labels(1, 2, 3))));
        Assert.Contains("2049", violation.Message, StringComparison.Ordinal);
        Assert.Contains("2051", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_end_are_counted()
    {
        byte[] file = [.. IdxFiles.Labels(1, 2, 3), 0, 0];
        var violation = Fails("idx.trailing", () => IdxReader.ReadLabels(_folder.Write("long", file)));
        Assert.Contains("2 bytes follow", violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 28, 28)]
    [InlineData(0, 28, 28)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Impossible_sizes_are_refused(int count, int height, int width) =>
        Fails("idx.size", () => IdxReader.ReadImages(_folder.Write("size", IdxFiles.Words(2051, count, height, width))));

    [Fact]
    public void A_header_that_claims_gigabytes_is_only_a_cut_file() =>
        Fails("idx.truncated", () => IdxReader.ReadImages(_folder.Write("big", IdxFiles.Words(2051, 60_000, 100, 300))));

    [Fact]
    public void A_flipped_bit_in_gzip_is_noticed()
    {
        byte[] file = IdxFiles.Gzip(IdxFiles.Images(3, 5, 7));
        file[^6] ^= 1;
        Fails("idx.gzip", () => IdxReader.ReadImages(_folder.Write("flipped", file)));
    }

    [Fact]
    public void A_missing_file_is_an_input_output_failure()
    {
        var failure = Assert.Throws<InputException>(() => IdxReader.ReadLabels(_folder["absent"]));
        Assert.Equal(FailureKind.InputOutput, failure.Kind);
    }

    private static Violation Fails(string code, Action act)
    {
        var violation = Assert.Throws<InputException>(act).Violations.Single();
        Assert.Equal(code, violation.Code);
        return violation;
    }
}
