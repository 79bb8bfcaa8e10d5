using System.Diagnostics;
using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Shards;

public sealed class ShardClaimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Claim => _folder.File("00003.claim");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_claim_is_held_until_it_is_let_go()
    {
        using (ShardClaim.Take(Claim, 3))
        {
            InputException busy = Assert.Throws<InputException>(() => ShardClaim.Take(Claim, 3));
            Assert.Equal(("shard.busy", FailureKind.InputOutput), (busy.Violations[0].Code, busy.Kind));
        }

        using (ShardClaim.Take(Claim, 3))
        {
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_claim_of_a_process_that_is_gone_is_taken_over()
    {
        Write(new("dead", Environment.MachineName, 4_000_000, DateTime.UtcNow, DateTime.UtcNow));
        using ShardClaim claim = ShardClaim.Take(Claim, 3);
        Assert.Equal(claim.Run, ShardClaim.Holder(Claim)!.Run);
    }

    [Fact]
    public void A_number_that_another_process_has_now_is_no_sign_of_life()
    {
        using Process own = Process.GetCurrentProcess();
        Write(new("before", Environment.MachineName, own.Id, own.StartTime.ToUniversalTime().AddHours(-1), DateTime.UtcNow.AddHours(-1)));
        using ShardClaim claim = ShardClaim.Take(Claim, 3);
        Assert.NotEqual("before", claim.Run);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(50, true)]
    [InlineData(70, false)]
    public void A_claim_of_another_machine_is_held_for_a_minute_after_its_last_heartbeat(int seconds, bool isHeld)
    {
        ClaimRecord record = new("far", "another-machine", Environment.ProcessId, DateTime.UtcNow, DateTime.UtcNow.AddDays(-1));
        Write(record);
        File.SetLastWriteTimeUtc(Claim, DateTime.UtcNow.AddSeconds(-seconds));
        Assert.Equal(isHeld, ShardClaim.IsHeld(Claim, record));
        if (isHeld)
        {
            Assert.Contains("on another-machine", Assert.Throws<InputException>(() => ShardClaim.Take(Claim, 3)).Violations[0].Message, StringComparison.Ordinal);
        }
        else
        {
            ShardClaim.Take(Claim, 3).Dispose();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"run\": ")]
    public void A_claim_that_cannot_be_read_counts_until_it_is_old(string text)
    {
        File.WriteAllText(Claim, text);
        Assert.Throws<InputException>(() => ShardClaim.Take(Claim, 3));
        File.SetLastWriteTimeUtc(Claim, DateTime.UtcNow.AddMinutes(-2));
        ShardClaim.Take(Claim, 3).Dispose();
    }

    [Fact]
    public void Of_many_that_find_a_stale_claim_one_gets_it()
    {
        for (int round = 0; round < 20; round++)
        {
            Write(new("dead", Environment.MachineName, 4_000_000, DateTime.UtcNow, DateTime.UtcNow));
            ShardClaim?[] taken = new ShardClaim?[8];
            Parallel.For(0, taken.Length, i =>
            {
                try
                {
                    taken[i] = ShardClaim.Take(Claim, 3);
                }
                catch (InputException)
                {
                    // Another one has it.
                }
            });
            Assert.Single(taken, claim => claim is not null && ShardClaim.Holder(Claim)!.Run == claim.Run);
            Array.ForEach(taken, claim => claim?.Dispose());
            File.Delete(Claim);
        }
    }

    private void Write(ClaimRecord record) =>
        File.WriteAllBytes(Claim, JsonSerializer.SerializeToUtf8Bytes(record, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
}
