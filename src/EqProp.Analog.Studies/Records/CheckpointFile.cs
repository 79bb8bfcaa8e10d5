using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Keeps a <see cref="Checkpoint"/> and a bank of states in one file, little-endian: magic, version, the checkpoint, the
/// bank, and the SHA-256 of all that. Banks are streamed, never copied in memory. Written as <see cref="AtomicFile"/> writes.
/// </summary>
public static class CheckpointFile
{
    private const int Version = 2;
    private const string Remedy = "Delete the checkpoint and run again; the record and the log of the finished epochs stay.";

    private static ReadOnlySpan<byte> Magic => "EQPROPCK"u8;

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="bank">Persistent states; null when the run keeps none.</param>
    /// <exception cref="InputException">The file cannot be written; an older checkpoint stays as it was.</exception>
    public static void Write(string path, Checkpoint checkpoint, StateBank? bank) => AtomicFile.Write(path, file =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var hashed = new HashingStream(file, hash))
        using (var buffered = new BufferedStream(hashed, 1 << 16))
        {
            using (var writer = new BinaryWriter(buffered, Encoding.UTF8, leaveOpen: true))
            {
                WriteBody(writer, checkpoint);
                writer.Write(bank?.Examples ?? -1);
            }

            bank?.WriteTo(buffered);
        }

        file.Write(hash.GetHashAndReset());
    });

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="circuitHash">Hash of the circuit that is to go on.</param>
    /// <param name="layout">Layout of that circuit.</param>
    /// <param name="bank">The bank to fill; null when the run keeps none.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="InputException">The file is missing, cut short, damaged, or belongs to another circuit.</exception>
    public static Checkpoint Read(string path, string circuitHash, NetworkLayout layout, StateBank? bank)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Verify(file, path);
            file.Position = Magic.Length + sizeof(int);
            using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
            string found = reader.ReadString();
            if (found != circuitHash)
            {
                throw new InputException(
                    "checkpoint.circuit", path, $"The checkpoint belongs to the circuit {found}, not to {circuitHash}.",
                    "Resume with the circuit file of the run as it was, or start a new run in another folder.");
            }

            Checkpoint checkpoint = ReadBody(reader, found, layout, path);
            ReadBank(reader, bank, path);
            return checkpoint;
        }
        catch (Exception e) when (e is EndOfStreamException or JsonException or FormatException or ArgumentException)
        {
            throw Damaged(path, $"it does not hold what it should ({e.Message})", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }
    }

    private static void WriteBody(BinaryWriter writer, Checkpoint checkpoint)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(checkpoint.CircuitHash);
        WriteProgress(writer, checkpoint.Progress);
        foreach ((string name, double[] values) in checkpoint.Parameters.Arrays())
        {
            writer.Write(name);
            writer.Write(values.Length);
            WriteValues(writer, values);
        }

        writer.Write(checkpoint.Memory.Count);
        foreach (double[] values in checkpoint.Memory)
        {
            writer.Write(values.Length);
            WriteValues(writer, values);
        }

        byte[] epochs = JsonSerializer.SerializeToUtf8Bytes(checkpoint.Epochs, RecordJson.CompactOptions);
        writer.Write(epochs.Length);
        writer.Write(epochs);
    }

    private static void WriteValues(BinaryWriter writer, double[] values)
    {
        foreach (double value in values)
        {
            writer.Write(value);
        }
    }

    private static void ReadValues(BinaryReader reader, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadDouble();
        }
    }

    private static void WriteProgress(BinaryWriter writer, TrainerProgress progress)
    {
        writer.Write(progress.Epoch);
        writer.Write(progress.Minibatch);
        writer.Write(progress.Seen);
        writer.Write(progress.Wrong);
        writer.Write(progress.CostSum);
        writer.Write(progress.ResidualSum);
        writer.Write(progress.ResidualMax);
        writer.Write(progress.Updates.Wanted);
        writer.Write(progress.Updates.Lost);
        writer.Write(progress.Updates.Cut);
        writer.Write(progress.Updates.AtBound);
        writer.Write(progress.Seconds);
    }

    private static TrainerProgress ReadProgress(BinaryReader reader) => new()
    {
        Epoch = reader.ReadInt32(),
        Minibatch = reader.ReadInt32(),
        Seen = reader.ReadInt64(),
        Wrong = reader.ReadInt64(),
        CostSum = reader.ReadDouble(),
        ResidualSum = reader.ReadDouble(),
        ResidualMax = reader.ReadDouble(),
        Updates = new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()),
        Seconds = reader.ReadDouble(),
    };

    private static Checkpoint ReadBody(BinaryReader reader, string hash, NetworkLayout layout, string path)
    {
        TrainerProgress progress = ReadProgress(reader);
        var parameters = new NetworkParameters(layout);
        foreach ((string name, double[] values) in parameters.Arrays())
        {
            string found = reader.ReadString();
            int count = reader.ReadInt32();
            if (found != name || count != values.Length)
            {
                throw Damaged(path, $"it holds {count} values of '{found}' where the circuit has {values.Length} of '{name}'", null);
            }

            ReadValues(reader, values);
        }

        var memory = new double[reader.ReadInt32()][];
        for (int i = 0; i < memory.Length; i++)
        {
            ReadValues(reader, memory[i] = new double[reader.ReadInt32()]);
        }

        return new Checkpoint
        {
            CircuitHash = hash,
            Progress = progress,
            Parameters = parameters,
            Memory = memory,
            Epochs = JsonSerializer.Deserialize<EpochRecord[]>(reader.ReadBytes(reader.ReadInt32()), RecordJson.CompactOptions) ?? [],
        };
    }

    private static void ReadBank(BinaryReader reader, StateBank? bank, string path)
    {
        int examples = reader.ReadInt32();
        if (examples != (bank?.Examples ?? -1))
        {
            throw Damaged(path, $"it holds the states of {Math.Max(examples, 0)} examples where {bank?.Examples ?? 0} are needed", null);
        }

        bank?.ReadFrom(reader.BaseStream);
        if (reader.BaseStream.Position != reader.BaseStream.Length - SHA256.HashSizeInBytes)
        {
            throw Damaged(path, "the states in it are not of the size that is needed", null);
        }
    }

    private static void Verify(FileStream file, string path)
    {
        Span<byte> head = stackalloc byte[Magic.Length + sizeof(int)];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read < head.Length || !head[..Magic.Length].SequenceEqual(Magic))
        {
            throw Damaged(path, "it does not begin as a checkpoint does", null);
        }

        int version = BitConverter.ToInt32(head[Magic.Length..]);
        if (version != Version)
        {
            throw new InputException(
                "checkpoint.version", path, $"The checkpoint has format version {version}; this build reads version {Version}.",
                "Resume with the version of the tool that wrote it.");
        }

        if (file.Length < head.Length + SHA256.HashSizeInBytes || !HashMatches(file, head))
        {
            throw Damaged(path, "its check sum does not match: it was cut short or changed", null);
        }
    }

    private static bool HashMatches(FileStream file, ReadOnlySpan<byte> head)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        byte[] buffer = new byte[1 << 16];
        for (long left = file.Length - SHA256.HashSizeInBytes - head.Length; left > 0;)
        {
            int count = (int)Math.Min(left, buffer.Length);
            file.ReadExactly(buffer, 0, count);
            hash.AppendData(buffer, 0, count);
            left -= count;
        }

        byte[] trailer = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(trailer);
        return trailer.AsSpan().SequenceEqual(hash.GetHashAndReset());
    }

    private static InputException Damaged(string path, string why, Exception? cause) =>
        new("checkpoint.damaged", path, $"The checkpoint cannot be used: {why}.", Remedy, FailureKind.BadInput, cause);
}
