using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Training;

/// <summary>A chip that settles in physical time: the bench's own where it does, else a second one with the same conductances.</summary>
internal sealed class TimedChip(IPhysicalNetwork network, bool isOwn) : IDisposable
{
    public IPhysicalNetwork Network { get; } = network;

    /// <summary>The chip with phases in physical time.</summary>
    public static ChipInstance Of(ChipInstance chip) => chip with
    {
        Description = chip.Description with { Simulation = chip.Description.Simulation with { Settling = SettlingKind.Transient } },
    };

    /// <summary>The chip with phases in physical time and no noise, without which a chip never comes to rest.</summary>
    public static ChipInstance QuietOf(ChipInstance chip)
    {
        ChipInstance timed = Of(chip);
        return timed with { Description = NoiseKinds.Silence(timed.Description) };
    }

    public void Dispose()
    {
        if (isOwn)
        {
            Network.Dispose();
        }
    }
}
