namespace EqProp.Analog.Learning;

/// <summary>Labelled examples. Inputs are dimensionless signals, usually in [0, 1]; the arrays are not to be changed.</summary>
/// <param name="InputCount">Signals an example.</param>
/// <param name="Inputs">Row-major [examples x inputs].</param>
/// <param name="Labels">Class of each example, from 0.</param>
public sealed record ExampleSet(int InputCount, float[] Inputs, int[] Labels)
{
    /// <summary>Number of examples.</summary>
    public int Count => Labels.Length;
}
