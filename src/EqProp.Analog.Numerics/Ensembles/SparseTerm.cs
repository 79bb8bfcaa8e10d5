using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Where a <see cref="SparseEnsembleCoupling{T}"/> lies for one block of chips.</summary>
internal unsafe struct SparseTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Weights;
    public T* Outputs;
    public int* Starts;
    public int* Sources;

    /// <summary>Writes the terms of a group, in the order of summation.</summary>
    /// <returns>False if it has couplings of another kind, or none.</returns>
    public static bool TryWrite(EnsembleGroup<T> group, int block, SparseTerm<T>* terms)
    {
        for (int c = 0; c < group.Incoming.Count; c++)
        {
            if (group.Incoming[c] is not SparseEnsembleCoupling<T> sparse)
            {
                return false;
            }

            terms[c] = new()
            {
                Weights = sparse.Weights.Block(block),
                Outputs = sparse.Source.Output.Block(block),
                Starts = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(sparse.Starts)),
                Sources = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(sparse.Sources)),
            };
        }

        return group.Incoming.Count > 0;
    }

    /// <summary>The sum of one state over all terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(SparseTerm<T>* terms, SparseTerm<T>* end, int target, V sum)
        where V : unmanaged, ILane<V, T>
    {
        for (SparseTerm<T>* term = terms; term < end; term++)
        {
            int last = term->Starts[target + 1];
            for (int entry = term->Starts[target]; entry < last; entry++)
            {
                V output = V.Load(term->Outputs + (nint)term->Sources[entry] * V.Count);
                sum = V.MultiplyAdd(output, V.Load(term->Weights + (nint)entry * V.Count), sum);
            }
        }

        return sum;
    }
}
