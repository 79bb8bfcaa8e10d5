using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>What a meter cannot follow.</summary>
internal static class MeterLimits
{
    /// <summary>Refuses a chip whose phases are not trajectories or operating points of elements with a v and an i.</summary>
    public static void Require(ChipInstance chip)
    {
        SimulationBlock simulation = chip.Description.Simulation;
        if (simulation.Settling == SettlingKind.Transient && !MeteredSimulation.IsMetered(simulation.Method))
        {
            throw new InputException(
                "energy.method", "simulation.method", $"Energies are integrated along trajectories, which {simulation.Method} does not follow.",
                "Use simulation.method=tsitouras or rosenbrock.");
        }

        RequireNoNoise(chip);
        if (chip.Layout.Groups.FirstOrDefault(group => double.IsFinite(group.SlewRate)) is { } slewing)
        {
            throw new InputException(
                "energy.slew", "circuit.amplifiers", $"What the slewing buffers of '{slewing.Name}' draw is not described.",
                "Leave slewTime out; bandwidth and output resistance are kept.");
        }
    }

    /// <summary>Refuses a chip with noise.</summary>
    public static void RequireNoNoise(ChipInstance chip)
    {
        if (chip.Description.Circuit.Noise is not null)
        {
            throw new InputException(
                "energy.noise", "circuit.noise", "Energies are integrated along trajectories without noise.", "Set circuit.noise=null.");
        }
    }
}
