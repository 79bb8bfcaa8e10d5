using System.Numerics;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Where the weights of a group's sums lie for one block of chips, null for sums that are not formed.</summary>
internal readonly unsafe struct EnsembleSites<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Shifts = 3;

    public readonly EnsemblePathWeights<T> Weights;
    public readonly T* Scale;
    public readonly T* Offset;
    public readonly T* Capacity;
    public readonly T* PushLeak;
    public readonly T* LoadSquare;

    /// <summary>Weights of the sums that most chips have, those of a state together: square, linear; scale, offset and second linear where voltages differ from states; output magnitude.</summary>
    public readonly T* Packed;

    private readonly int _block;

    public EnsembleSites(EnsemblePathWeights<T> weights, int block, T* packed)
    {
        Weights = weights;
        Scale = weights.Scale is { } scale ? scale.Block(block) : null;
        Offset = weights.Offset is { } offset ? offset.Block(block) : null;
        Capacity = weights.Block(PathTerm.CapacityPower, block);
        PushLeak = weights.Block(PathTerm.PushPower, block);
        LoadSquare = weights.Block(PathTerm.LoadSquare, block);
        Packed = packed;
        _block = block;
    }

    /// <summary>What is packed of each state, in this order.</summary>
    public T*[] Usual
    {
        get
        {
            var usual = new T*[PackedOf(Weights)];
            usual[0] = Weights.Block(PathTerm.Square, _block);
            usual[1] = Weights.Block(PathTerm.Linear, _block);
            if (Scale != null)
            {
                usual[2] = Scale;
                usual[3] = Offset;
                usual[4] = Weights.Block(PathTerm.SecondLinear, _block);
            }

            if (Weights.Place(PathTerm.OutputMagnitude) >= 0)
            {
                usual[^1] = Weights.Block(PathTerm.OutputMagnitude, _block);
            }

            return usual;
        }
    }

    /// <summary>Registers that are packed of each state.</summary>
    public static int PackedOf(EnsemblePathWeights<T> weights) => 2 + (weights.Scale is null ? 0 : Shifts) + (weights.Place(PathTerm.OutputMagnitude) >= 0 ? 1 : 0);
}
