using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Tests.Shards;

public class ShardIndexTests
{
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID", "4", 4)]
    [InlineData("LSB_JOBINDEX", "4", 3)]
    [InlineData("SGE_TASK_ID", "1", 0)]
    [InlineData("PBS_ARRAY_INDEX", "0", 0)]
    [InlineData("JOB_COMPLETION_INDEX", "12", 12)]
    public void Each_batch_system_counts_in_its_own_way(string variable, string task, int shard) =>
        Assert.Equal(shard, ShardIndex.Read("auto", name => name == variable ? task : null));

    [Theory]
    [InlineData("SGE_TASK_ID", "undefined")]
    [InlineData("LSB_JOBINDEX", "0")]
    [InlineData("SLURM_ARRAY_TASK_ID", "")]
    public void A_job_that_is_no_task_has_no_number(string variable, string task) =>
        Assert.Equal("shard.auto", Assert.Throws<InputException>(() => ShardIndex.Read("auto", name => name == variable ? task : null)).Violations[0].Code);

    [Theory]
    [InlineData("-1")]
    [InlineData("one")]
    [InlineData("99999999999")]
    public void What_is_no_number_is_told(string text) => Assert.Equal("shard.number", Assert.Throws<InputException>(() => ShardIndex.Read(text, _ => null)).Violations[0].Code);

    [Fact]
    public void A_number_is_the_shard() => Assert.Equal(17, ShardIndex.Read("17", _ => "3"));
}
