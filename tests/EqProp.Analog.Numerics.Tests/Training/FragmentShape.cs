namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>How the groups of a training fragment are coupled; all have 100 clamped inputs.</summary>
public enum FragmentShape
{
    /// <summary>50 tanh neurons that see each other, 21 and 7 neurons between rails.</summary>
    Layered,

    /// <summary>50 tanh neurons and 7 between rails: a wide and a narrow group that see nothing but each other.</summary>
    Pair,
}
