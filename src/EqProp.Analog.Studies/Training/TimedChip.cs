using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Training;

/// <summary>A chip that settles in physical time: the bench's own where it does, else a second one with the same conductances.</summary>
internal sealed class TimedChip(IPhysicalNetwork network, bool isOwn) : IDisposable
{
    public IPhysicalNetwork Network { get; } = network;

    public void Dispose()
    {
        if (isOwn)
        {
            Network.Dispose();
        }
    }
}
