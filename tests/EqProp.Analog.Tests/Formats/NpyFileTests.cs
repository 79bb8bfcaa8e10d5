using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Formats;

public class NpyFileTests
{
    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property A_vector_comes_back_bit_for_bit(double[] values)
    {
        NpyArray back = RoundTrip(new NpyArray([values.Length], values), NpyElement.Float64);
        return (back.Shape.SequenceEqual([values.Length])
            && back.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(values.Select(BitConverter.DoubleToInt64Bits))).ToProperty();
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property A_matrix_comes_back_rounded_to_single(byte rows, byte columns, int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble())];
        NpyArray back = RoundTrip(new NpyArray([rows, columns], values), NpyElement.Float32);
        return (back.Shape.SequenceEqual([rows, columns]) && back.Values.SequenceEqual(values.Select(v => (double)(float)v))).ToProperty();
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property The_data_begin_at_a_multiple_of_64_bytes(PositiveInt length)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, new NpyArray([length.Get], new double[length.Get]));
        return ((stream.Length - 8L * length.Get) % 64 == 0).ToProperty();
    }

    [Theory]
    [InlineData("<c16")]
    [InlineData(">f8")]
    [InlineData("|S3")]
    public void A_number_format_that_is_not_supported_is_named(string descriptor)
    {
        InputException failure = Assert.Throws<InputException>(() => Read(Header(descriptor, "False", "(1,)"), new byte[16]));
        Assert.Equal("npy.dtype", failure.Violations[0].Code);
        Assert.Contains(descriptor, failure.Message);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused() =>
        Assert.Equal("npy.magic", Assert.Throws<InputException>(() => Read("GIF89a and more", [])).Violations[0].Code);

    [Theory]
    [InlineData("(2,3,4)", "npy.shape")]
    [InlineData("(-2,)", "npy.header")]
    [InlineData("(99999999999,)", "npy.header")]
    [InlineData("(2000000000,2000000000)", "npy.truncated")]
    public void A_shape_that_cannot_be_is_refused(string shape, string code) =>
        Assert.Equal(code, Assert.Throws<InputException>(() => Read(Header("<f8", "False", shape), new byte[192])).Violations[0].Code);

    [Fact]
    public void Every_cut_is_noticed()
    {
        using var whole = new MemoryStream();
        NpyFile.Write(whole, new NpyArray([3, 2], [1, 2, 3, 4, 5, 6]));
        for (int length = 0; length < whole.Length; length++)
        {
            using var cut = new MemoryStream(whole.ToArray(), 0, length);
            Assert.Throws<InputException>(() => NpyFile.Read(cut, cut.Length, "cut"));
        }
    }

    [Fact]
    public void Fortran_order_becomes_row_major()
    {
        byte[] columns = [1, 4, 2, 5, 3, 6];
        NpyArray array = Read(Header("|u1", "True", "(2, 3)"), columns);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    private static string Header(string descriptor, string fortran, string shape)
    {
        string text = $"{{'descr': '{descriptor}', 'fortran_order': {fortran}, 'shape': {shape}, }}\n";
        return $"\u0093NUMPY\u0001\0{(char)text.Length}\0{text}";
    }

    private static NpyArray Read(string head, byte[] data)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(head), .. data];
        return NpyFile.Read(new MemoryStream(bytes), bytes.Length, "test");
    }

    private static NpyArray RoundTrip(NpyArray array, NpyElement element)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, array, element);
        stream.Position = 0;
        return NpyFile.Read(stream, stream.Length, "test");
    }
}
