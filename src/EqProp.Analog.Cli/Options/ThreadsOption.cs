using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--threads N</c>. Results do not depend on it.</summary>
internal sealed class ThreadsOption : WholeNumberOption
{
    public ThreadsOption()
        : base("--threads", 1) =>
        Description = "Threads to use; results do not depend on it. All processors if not given.";

    /// <summary>How the simulation is to use this machine: threads from here, vector width from the environment.</summary>
    /// <exception cref="InputException">The environment asks for a width that this processor lacks.</exception>
    public SimulationOptions SimulationIn(CommandContext context) => new()
    {
        Threads = context.Get(this) ?? Environment.ProcessorCount,
        Width = WidthIn(context).Width,
    };

    /// <summary>The vector width, and why.</summary>
    /// <exception cref="InputException">The environment asks for a width that this processor lacks.</exception>
    public static VectorWidthSelection WidthIn(CommandContext context)
    {
        try
        {
            return VectorWidthSelection.Choose(context.Host.Variable(VectorWidthSelection.Variable));
        }
        catch (ArgumentException unknown)
        {
            throw new InputException(
                "width.unavailable", VectorWidthSelection.Variable, unknown.Message.Split(" (Parameter")[0],
                $"Unset {VectorWidthSelection.Variable}, or ask for one of those.");
        }
    }
}
