using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Shards;

/// <summary>What a file of results holds.</summary>
/// <param name="Packets">Packets that are as they were written.</param>
/// <param name="IsWhole">Whether the file says that its shard is done, and is all there.</param>
/// <param name="Damage">What is wrong with the file; null where nothing is. A last line that a kill cut short is no damage.</param>
internal sealed record ShardContent(IReadOnlyList<PacketResult> Packets, bool IsWhole, string? Damage);

/// <summary>Reads and writes files of results: a header, a line a packet, and in the file of a shard that is done a last line that says so.</summary>
internal static class ShardFile
{
    /// <summary>The header of the files of a shard.</summary>
    public static ShardHeader Header(StudyPlan plan, int shard) => new(plan.Hash, shard, plan.Layout.Shards, plan.Layout.PacketTrials);

    /// <summary>Writes the results of a shard that is done, all at once.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteWhole(string path, ShardHeader header, IReadOnlyList<PacketResult> packets) => AtomicFile.Write(path, stream =>
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        buffered.Write(CheckedLine.Of(header));
        foreach (PacketResult packet in packets)
        {
            buffered.Write(CheckedLine.Of(packet));
        }

        buffered.Write(CheckedLine.Of(new ShardEnd(packets.Count, packets.Sum(packet => packet.Outcomes.Count))));
        buffered.Flush();
    });

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file belongs to another plan, or cannot be read.</exception>
    public static ShardContent Read(string path, StudyPlan plan, int shard)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }

        return Read(bytes, path, plan, shard);
    }

    private static ShardContent Read(byte[] bytes, string path, StudyPlan plan, int shard)
    {
        List<PacketResult> packets = [];
        (int first, int end) = plan.PacketsOf(shard);
        int from = 0;
        bool hasHeader = false;
        while (from < bytes.Length)
        {
            int length = bytes.AsSpan(from).IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            if (!CheckedLine.TryRead(bytes.AsSpan(from, length), out ReadOnlySpan<byte> json))
            {
                return new(packets, false, $"the line at byte {from} has another checksum");
            }

            from += length + 1;
            if (!hasHeader)
            {
                Require(Parse<ShardHeader>(json), path, plan, shard);
                hasHeader = true;
            }
            else if (json.StartsWith("{\"packets\""u8))
            {
                ShardEnd last = Parse<ShardEnd>(json)!;
                bool isWhole = from == bytes.Length && last.Packets == packets.Count && last.Trials == packets.Sum(packet => packet.Outcomes.Count);
                return new(packets, isWhole, isWhole ? null : "its last line does not fit the others");
            }
            else
            {
                PacketResult packet = Parse<PacketResult>(json)!;
                if (packet.Packet < first || packet.Packet >= end || packet.Outcomes.Count != plan.PacketAt(packet.Packet).Trials)
                {
                    return new(packets, false, $"packet {packet.Packet} does not belong to this shard");
                }

                packets.Add(packet);
            }
        }

        return new(packets, false, null);
    }

    private static T? Parse<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, RecordJson.CompactOptions);

    private static void Require(ShardHeader? header, string path, StudyPlan plan, int shard)
    {
        if (header == Header(plan, shard))
        {
            return;
        }

        throw header?.Plan == plan.Hash
            ? new InputException(
                "study.layout", path, $"The results are of shard {header.Shard} of {header.Shards} with packets of {header.PacketTrials}, and the plan has {plan.Layout.Shards} with {plan.Layout.PacketTrials}.",
                "Restore the plan, or remove the folder of results and run again.")
            : new InputException(
                "study.otherPlan", path, $"The results are of the plan {header?.Plan}, and this folder has the plan {plan.Hash}.",
                "Use another folder for the other study, or remove its results.");
    }
}
