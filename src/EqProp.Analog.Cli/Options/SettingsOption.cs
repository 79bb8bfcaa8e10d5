using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--set path=value</c>, as often as wanted: settings laid over the circuit file.</summary>
internal sealed class SettingsOption : Option<string[]>
{
    public SettingsOption()
        : base("--set")
    {
        Description = "Set a field of the circuit, such as learning.beta=0.5 or \"circuit.topology.layers=[784,100,10]\"; may be repeated.";
        HelpName = "path=value";
        Arity = new ArgumentArity(1, 1000);
        DefaultValueFactory = _ => [];
    }
}
