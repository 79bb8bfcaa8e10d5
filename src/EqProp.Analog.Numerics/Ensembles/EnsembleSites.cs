using System.Numerics;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Where the weights of a group's sums lie for one block of chips, null for sums that are not formed.</summary>
internal readonly unsafe struct EnsembleSites<T>(EnsemblePathWeights<T> weights, int block)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly EnsemblePathWeights<T> Weights = weights;
    public readonly T* Scale = weights.Scale is { } scale ? scale.Block(block) : null;
    public readonly T* Offset = weights.Offset is { } offset ? offset.Block(block) : null;
    public readonly T* Square = weights.Block(PathTerm.Square, block);
    public readonly T* Linear = weights.Block(PathTerm.Linear, block);
    public readonly T* SecondLinear = weights.Block(PathTerm.SecondLinear, block);
    public readonly T* Magnitude = weights.Block(PathTerm.OutputMagnitude, block);
    public readonly T* Capacity = weights.Block(PathTerm.CapacityPower, block);
    public readonly T* PushLeak = weights.Block(PathTerm.PushPower, block);
    public readonly T* LoadSquare = weights.Block(PathTerm.LoadSquare, block);
}
