using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Energy.Sweeps;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--sweep path=range</c>, once or twice: fields of the circuit that take several values.</summary>
internal sealed class SweepOption : Option<string[]>
{
    public SweepOption()
        : base("--sweep")
    {
        Description = "Let a field of the circuit take several values: path=from:to:9log, path=from:to:9lin or path=a,b,c, such as circuit.neurons.membraneCapacitance=0.1pF:10pF:9log; twice for a grid.";
        HelpName = "path=range";
        Arity = new ArgumentArity(1, 1000);
        DefaultValueFactory = _ => [];
    }

    /// <summary>The fields; none if not given.</summary>
    /// <exception cref="InputException">A range is no range, or there are too many.</exception>
    public IReadOnlyList<SweepAxis> AxesIn(CommandContext context)
    {
        SweepAxis[] axes = [.. (context.Get(this) ?? []).Select(SweepAxis.Parse)];
        return axes.Length <= EnergySweep.MostAxes ? axes : throw new InputException(
            "sweep.axes", "--sweep", $"{axes.Length} fields cannot be swept together.", $"Give --sweep at most {EnergySweep.MostAxes} times.");
    }
}
