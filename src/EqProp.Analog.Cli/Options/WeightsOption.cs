using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--weights FILE</c>: conductances and biases to program.</summary>
internal sealed class WeightsOption : Option<string?>
{
    public WeightsOption()
        : base("--weights", "-w")
    {
        Description = "Weights (.npz with W0, b1, ...), written by a run or made elsewhere; those that learning starts from if not given.";
        HelpName = "file";
    }
}
