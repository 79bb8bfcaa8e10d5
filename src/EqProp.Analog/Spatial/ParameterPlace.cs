using EqProp.Analog.Networks;

namespace EqProp.Analog.Spatial;

/// <summary>Where a parameter of a chain is among those of the chip.</summary>
/// <param name="Weights">Whether it is a weight; else a bias.</param>
/// <param name="Array">Index of the coupling, or of the group.</param>
/// <param name="Index">Its entry.</param>
/// <param name="Mirror">The other entry of the same synapse; the same where there is one alone.</param>
internal readonly record struct ParameterPlace(bool Weights, int Array, int Index, int Mirror)
{
    public void Write(NetworkParameters parameters, double value)
    {
        double[] values = Weights ? parameters.Weights[Array] : parameters.Biases[Array];
        values[Index] = values[Mirror] = value;
    }
}
