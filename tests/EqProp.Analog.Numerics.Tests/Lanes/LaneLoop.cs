using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Lanes;

/// <summary>The elementary functions under test.</summary>
public enum Function
{
    Exp,
    ExpOfNonPositive,
    Log,
    Tanh,
    Logistic,
    Softplus,
    Sin,
    Cos,
}

/// <summary>Runs an elementary function over an array at a register width of one's choice.</summary>
internal sealed class LaneLoop<T>(Function function, T[] arguments) : ILaneVisitor<T, T[]>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T[] Run(Function function, VectorWidth width, T[] arguments) =>
        KernelSet<T>.For(width).Accept(new LaneLoop<T>(function, arguments));

    public unsafe T[] Visit<V>()
        where V : unmanaged, ILane<V, T>
    {
        using var buffer = new AlignedBuffer<T>(arguments.Length + V.Count);
        arguments.CopyTo(buffer.Span);
        for (int i = 0; i < arguments.Length; i += V.Count)
        {
            V x = V.Load(buffer.Pointer + i);
            V.Store(buffer.Pointer + i, function switch
            {
                Function.Exp => Elementary<V, T>.Exp(x),
                Function.ExpOfNonPositive => Elementary<V, T>.ExpOfNonPositive(x),
                Function.Log => Elementary<V, T>.Log(x),
                Function.Tanh => Elementary<V, T>.Tanh(x),
                Function.Logistic => Elementary<V, T>.Logistic(x),
                Function.Softplus => Elementary<V, T>.Softplus(x),
                Function.Sin => Elementary<V, T>.Sin(x),
                _ => Elementary<V, T>.Cos(x),
            });
        }

        return buffer.Span[..arguments.Length].ToArray();
    }
}
