namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>How a run of ngspice ended.</summary>
/// <param name="Code">Its exit code; 128 and the number of the signal where one ended it.</param>
/// <param name="Said">What it wrote to standard error and standard output.</param>
internal sealed record NgspiceExit(int Code, string Said);
