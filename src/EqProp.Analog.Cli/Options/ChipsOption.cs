namespace EqProp.Analog.Cli.Options;

/// <summary><c>--chips N</c>: so many dies, from the one that the circuit or <c>--die-seed</c> names.</summary>
internal sealed class ChipsOption : WholeNumberOption
{
    public ChipsOption(string description)
        : base("--chips", 1) =>
        Description = description;
}
