using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>Stored states of both copies of a twin network.</summary>
internal sealed class TwinStateBank(StateBank first, StateBank second) : StateBank
{
    public StateBank First => first;

    public StateBank Second => second;

    public override int Examples => first.Examples;

    public override void Clear()
    {
        first.Clear();
        second.Clear();
    }

    public override void WriteTo(Stream destination)
    {
        first.WriteTo(destination);
        second.WriteTo(destination);
    }

    public override void ReadFrom(Stream source)
    {
        first.ReadFrom(source);
        second.ReadFrom(source);
    }
}
