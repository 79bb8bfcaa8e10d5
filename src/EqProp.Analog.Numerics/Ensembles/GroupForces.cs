using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Everything but the weighted sum that moves the states of one group in one block of chips.</summary>
internal readonly unsafe struct GroupForces<V, T>(EnsembleGroup<T> group, int block)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly T* Output = group.Output.Block(block);
    public readonly T* Rate = group.Rate.Block(block);
    private readonly T* _leak = group.Leak.Block(block);
    private readonly T* _push = group.Pushed ? group.Push.Block(block) : null;
    private readonly V _pushStiffness = V.Broadcast(group.PushStiffness);

    /// <summary>f of the state whose numbers begin at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<E>(in E equation, V x, nint at, V net)
        where E : struct, IStateEquation<V, T>
    {
        V y = V.Load(Output + at);
        V f = equation.Rate(x, y, net, V.Load(_leak + at));
        if (_push != null)
        {
            f += V.Load(_push + at) - _pushStiffness * equation.Observed(x, y);
        }

        return f;
    }
}
