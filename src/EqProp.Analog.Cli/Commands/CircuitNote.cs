using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The first line of a command that lets a chip run: which circuit, which noises are on, and how the machine is used.</summary>
internal static class CircuitNote
{
    public static void Write(Terminal terminal, ResolvedCircuit circuit, SimulationOptions? options = null)
    {
        string machine = options is null ? "" : $", {options.Threads} threads, {(int)options.Width}-bit vectors";
        terminal.Note($"circuit {circuit.Name} ({circuit.Hash[..12]}), noise: {NoiseKinds.Describe(circuit.Description.Circuit)}{machine}");
    }
}
