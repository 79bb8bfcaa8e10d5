namespace EqProp.Analog.Cli.Options;

/// <summary><c>--die-seed N</c>: short for <c>--set circuit.fabrication.die=N</c>.</summary>
internal sealed class DieSeedOption : WholeNumberOption
{
    public DieSeedOption()
        : base("--die-seed", 0) =>
        Description = "Which fabricated chip; the same as --set circuit.fabrication.die=N.";
}
