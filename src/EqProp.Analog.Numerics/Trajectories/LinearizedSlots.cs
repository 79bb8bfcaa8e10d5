namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// What the slots of a state hold in methods that use derivatives. An evaluation fills four of them: the slope, and the
/// derivatives that follow it.
/// </summary>
internal static class LinearizedSlots
{
    public const int NewSlope = 5;
    public const int Error = 9;
    public const int Stage = 10;

    /// <summary>Of an exponential method: by how much what is not decay changed over the step.</summary>
    public const int Change = 11;
    public const int SecondStage = 11;
    public const int Count = 12;

    /// <summary>Slots that an evaluation fills.</summary>
    public const int Evaluated = 4;

    /// <summary>From the slope: the derivative of a state's slope by itself, its output held.</summary>
    public const int Own = 1;

    /// <summary>From the slope: the derivative of a state's slope by its net input.</summary>
    public const int ByNet = 2;

    /// <summary>From the slope: the derivative of a state's output.</summary>
    public const int OutputSlope = 3;
}
