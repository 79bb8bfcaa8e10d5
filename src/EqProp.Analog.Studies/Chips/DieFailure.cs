namespace EqProp.Analog.Studies.Chips;

/// <summary>A die that could not be run to its end.</summary>
/// <param name="Die">Its number.</param>
/// <param name="Message">What went wrong.</param>
public sealed record DieFailure(int Die, string Message);
