using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>The way from integrals of sums over the states of a layer to the energies of its elements, in units of g V_swing^2 times nominal steps.</summary>
/// <param name="Group">The layer.</param>
/// <param name="Links">What couplings of node to node bring.</param>
/// <param name="Couplings">What couplings bring that are summed by themselves: resistors from other free nodes.</param>
internal readonly record struct LayerReading(NodeGroup Group, ArrivingEnergy Links, ArrivingEnergy Couplings)
{
    /// <summary>sum G v^2 over resistors that clamped inputs drive, times how long; null where inputs drive none.</summary>
    public double? Driven { get; init; }

    /// <summary>Whether something may hold membranes back. Where nothing does, what would be dissipated there is not formed.</summary>
    public bool HasRails { get; init; }

    /// <summary>Charge that output stages move, in units of g V_swing times nominal steps.</summary>
    public double MovedCharge { get; init; }

    /// <summary>Charge of the currents that stand for offsets; no stage delivers it.</summary>
    public double OffsetCharge { get; init; }

    /// <summary>Energies of a layer of one example, or of one chip.</summary>
    public LayerEnergy Of(IPathIntegrals integrals, int g, int row)
    {
        double arriving = integrals.Of(g, row, PathTerm.NetPower) - integrals.Of(g, row, PathTerm.SecondLinear), bias = integrals.Of(g, row, PathTerm.Linear), inputLoads = integrals.Of(g, row, PathTerm.LoadSquare);
        double synapses = arriving - bias - Links.Power, push = integrals.Of(g, row, PathTerm.PushPower);
        double inputLoss = Driven is { } driven ? driven + inputLoads - 2 * (synapses - Couplings.Power) : 0;
        double leak = integrals.Of(g, row, PathTerm.Square), other = integrals.Of(g, row, PathTerm.OtherPower), allLoads = leak + Links.Load + Couplings.Load + inputLoads;
        bool isNonlinear = Group.Nonlinearity is not null;
        return new()
        {
            Bias = bias,
            Synapses = synapses - Couplings.Load - inputLoads + Couplings.Loss + inputLoss,
            Links = Links.Delivered,
            Nudge = push,
            Leak = isNonlinear ? 0 : leak,
            SynapseResistors = Couplings.Loss + inputLoss,
            LinkResistors = Links.Loss,
            Nonlinear = other + (isNonlinear ? leak : 0),
            Rails = HasRails ? arriving + push - allLoads - other - integrals.Of(g, row, PathTerm.CapacityPower) : 0,
            MovedCharge = MovedCharge,
            NetCharge = integrals.Of(g, row, PathTerm.Net) - OffsetCharge,
        };
    }
}
