namespace EqProp.Analog.Cli.Options;

/// <summary><c>--seed N</c>: short for <c>--set learning.seed=N</c>.</summary>
internal sealed class SeedOption : WholeNumberOption
{
    public SeedOption()
        : base("--seed", 0) =>
        Description = "Seed of initialisation, shuffling and signs; the same as --set learning.seed=N.";
}
