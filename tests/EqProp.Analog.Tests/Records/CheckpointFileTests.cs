using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Formats;
using EqProp.Analog.Tests.Reports;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Records;

public class CheckpointFileTests
{
    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void A_checkpoint_comes_back_exactly(int seed, double cost, bool withBank)
    {
        using var folder = new TemporaryFolder();
        Checkpoint written = Sample(seed) with { Progress = new() { Epoch = 2, Minibatch = 5, Seen = 100, Wrong = 1L << 40, CostSum = cost, Seconds = 0.1 } };
        FileBank? bank = withBank ? Bank(seed) : null;
        CheckpointFile.Write(folder.File("c.bin"), written, bank);

        FileBank? filled = withBank ? new FileBank(300, 512) : null;
        Checkpoint read = CheckpointFile.Read(folder.File("c.bin"), "hash", SmallNetwork.Layout, filled);
        Assert.Equal(bank?.Bytes, filled?.Bytes);
        SmallNetwork.AssertSame(written.Parameters, read.Parameters);
        Assert.Equal(written.Epochs, read.Epochs);
        Assert.Equal(written.Progress, read.Progress);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_is_noticed()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.bin");
        CheckpointFile.Write(path, Sample(1), bank: null);
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at += 7)
        {
            File.WriteAllBytes(path, whole[..at]);
            Assert.Throws<InputException>(() => CheckpointFile.Read(path, "hash", SmallNetwork.Layout, null));
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Throws<InputException>(() => CheckpointFile.Read(path, "hash", SmallNetwork.Layout, null));
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(3, CheckpointFile.Read(path, "hash", SmallNetwork.Layout, null).Progress.Epoch);
    }

    [Fact]
    public void Another_circuit_cannot_go_on_from_it()
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c.bin"), Sample(1), bank: null);
        InputException failure = Assert.Throws<InputException>(
            () => CheckpointFile.Read(folder.File("c.bin"), "other", SmallNetwork.Layout, null));
        Assert.Equal("checkpoint.circuit", failure.Violations[0].Code);
        Assert.Contains("other", failure.Message);
    }

    [Theory]
    [InlineData(299, 512)]
    [InlineData(300, 511)]
    [InlineData(300, 513)]
    public void A_bank_of_another_size_is_refused(int examples, int width)
    {
        using var folder = new TemporaryFolder();
        CheckpointFile.Write(folder.File("c.bin"), Sample(1), Bank(1));
        Assert.Throws<InputException>(
            () => CheckpointFile.Read(folder.File("c.bin"), "hash", SmallNetwork.Layout, new FileBank(examples, width)));
    }

    [Fact]
    public void A_large_bank_is_not_copied_in_memory()
    {
        using var folder = new TemporaryFolder();
        var bank = new FileBank(1 << 15, 1 << 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CheckpointFile.Write(folder.File("c.bin"), Sample(1), bank);
        CheckpointFile.Read(folder.File("c.bin"), "hash", SmallNetwork.Layout, bank);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bank.Bytes.Length / 8);
    }

    private static FileBank Bank(int seed)
    {
        var bank = new FileBank(300, 512);
        new Random(seed).NextBytes(bank.Bytes);
        return bank;
    }

    private static Checkpoint Sample(int seed) => new()
    {
        CircuitHash = "hash",
        Progress = new() { Epoch = 3, Minibatch = 17 },
        Parameters = SmallNetwork.Parameters(seed),
        Epochs = ReportSamples.Record(2).Epochs ?? [],
    };
}
