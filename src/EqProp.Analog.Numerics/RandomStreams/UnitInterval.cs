namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>Which end of the unit interval uniform numbers can reach.</summary>
public enum UnitInterval
{
    /// <summary>[0, 1): for comparing with a probability.</summary>
    ClosedOpen,

    /// <summary>(0, 1]: for taking a logarithm.</summary>
    OpenClosed,
}
