using System.Buffers.Binary;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Formats;

/// <summary>
/// Reads and writes NumPy's .npy: writes <c>&lt;f8</c> and <c>&lt;f4</c> in C order with the header padded to 64 bytes;
/// reads those and integers of 1, 4 and 8 bytes, in C or Fortran order, with up to two axes.
/// </summary>
public static class NpyFile
{
    private const int ChunkValues = 1 << 14;

    /// <summary>Writes an array to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The array.</param>
    /// <param name="element">Number format in the file.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, NpyArray array, NpyElement element = NpyElement.Float64) =>
        AtomicFile.Write(path, stream => Write(stream, array, element));

    /// <summary>Writes an array to a stream.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="array">The array.</param>
    /// <param name="element">Number format in the stream.</param>
    public static void Write(Stream destination, NpyArray array, NpyElement element = NpyElement.Float64)
    {
        bool wide = element == NpyElement.Float64;
        new NpyHeader(wide ? "<f8" : "<f4", FortranOrder: false, array.Shape).Write(destination);
        int size = wide ? 8 : 4;
        byte[] bytes = new byte[ChunkValues * size];
        for (int start = 0; start < array.Values.Length; start += ChunkValues)
        {
            ReadOnlySpan<double> chunk = array.Values.AsSpan(start, Math.Min(ChunkValues, array.Values.Length - start));
            for (int i = 0; i < chunk.Length; i++)
            {
                if (wide)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * 8), chunk[i]);
                }
                else
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), (float)chunk[i]);
                }
            }

            destination.Write(bytes, 0, chunk.Length * size);
        }
    }

    /// <summary>Reads an array from a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The array, row-major.</returns>
    /// <exception cref="InputException">The file is missing, no .npy, cut short, or of a kind that is not supported.</exception>
    public static NpyArray Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, stream.Length, path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="length">Bytes that the stream should have, header included.</param>
    /// <param name="path">What to call the stream in messages.</param>
    /// <returns>The array, row-major.</returns>
    /// <exception cref="InputException">The stream is no .npy, cut short, or of a kind that is not supported.</exception>
    public static NpyArray Read(Stream source, long length, string path)
    {
        try
        {
            NpyHeader header = NpyHeader.Read(source, path);
            int size = ElementSize(header, path);
            if (header.Count > int.MaxValue / 2 || header.Count * size > length)
            {
                throw Truncated(path, header, null);
            }

            double[] values = ReadValues(source, header, size);
            return new NpyArray(header.Shape, header.FortranOrder ? ToRowMajor(values, header.Shape) : values);
        }
        catch (EndOfStreamException e)
        {
            throw Truncated(path, null, e);
        }
    }

    private static int ElementSize(NpyHeader header, string path)
    {
        if (header.Shape.Count > 2)
        {
            throw new InputException(
                "npy.shape", path, $"The array has {header.Shape.Count} axes; at most 2 are supported.", "Save it as a vector or a matrix.");
        }

        return header.Descriptor switch
        {
            "<f8" or "<i8" => 8,
            "<f4" or "<i4" => 4,
            "|u1" or "<u1" or "|i1" or "<i1" => 1,
            _ => throw new InputException(
                "npy.dtype", path,
                $"The number format '{header.Descriptor}' is not supported; <f8, <f4, <i8, <i4, |i1 and |u1 are.",
                "Convert it first, as in numpy.save(name, array.astype('<f8'))."),
        };
    }

    private static double[] ReadValues(Stream source, NpyHeader header, int size)
    {
        double[] values = new double[header.Count];
        byte[] bytes = new byte[ChunkValues * size];
        for (int start = 0; start < values.Length; start += ChunkValues)
        {
            int count = Math.Min(ChunkValues, values.Length - start);
            source.ReadExactly(bytes, 0, count * size);
            for (int i = 0; i < count; i++)
            {
                values[start + i] = Decode(header.Descriptor, bytes.AsSpan(i * size, size));
            }
        }

        return values;
    }

    private static double Decode(string descriptor, ReadOnlySpan<byte> bytes) => descriptor switch
    {
        "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "<f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "<i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "<i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "|i1" or "<i1" => (sbyte)bytes[0],
        _ => bytes[0],
    };

    private static double[] ToRowMajor(double[] columnMajor, IReadOnlyList<int> shape)
    {
        if (shape.Count < 2)
        {
            return columnMajor;
        }

        double[] rowMajor = new double[columnMajor.Length];
        for (int row = 0; row < shape[0]; row++)
        {
            for (int column = 0; column < shape[1]; column++)
            {
                rowMajor[row * shape[1] + column] = columnMajor[column * shape[0] + row];
            }
        }

        return rowMajor;
    }

    private static InputException Truncated(string path, NpyHeader? header, Exception? cause) => new(
        "npy.truncated", path,
        header is null
            ? "The file ends inside the array."
            : $"The file ends inside the array: its shape is ({string.Join(", ", header.Shape)}).",
        "Copy or write the file again.", FailureKind.BadInput, cause);
}
