using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Lanes;

/// <summary>Elements that a comparison chooses, moved together and back, against lists.</summary>
public class PackingTests
{
    [Property(MaxTest = 200)]
    public void Chosen_elements_are_moved_together_and_back_at_every_width(int seed)
    {
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            KernelSet<float>.For(width).Accept(new Check<float>(new Random(seed)));
            KernelSet<double>.For(width).Accept(new Check<double>(new Random(seed)));
        }
    }

    private sealed unsafe class Check<T>(Random random) : ILaneVisitor<T, bool>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public bool Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            T[] a = Draw(V.Count), b = Draw(V.Count), value = Draw(V.Count), otherwise = Draw(V.Count);
            int[] chosen = [.. Enumerable.Range(0, V.Count).Where(i => a[i] < b[i])];
            Assert.Equal(chosen.Length, V.CountLess(Load<V>(a), Load<V>(b)));

            V packed = V.Pack(Load<V>(value), Load<V>(a), Load<V>(b));
            Assert.Equal([.. chosen.Select(i => value[i]), .. Enumerable.Repeat(T.Zero, V.Count - chosen.Length)], Store(packed));

            // What follows the packed elements is not read.
            T[] more = [.. Store(packed)[..chosen.Length], .. Draw(V.Count)[chosen.Length..]];
            T[] expected = [.. otherwise.Select((other, i) => chosen.Contains(i) ? value[i] : other)];
            Assert.Equal(expected, Store(V.Unpack(Load<V>(more), Load<V>(a), Load<V>(b), Load<V>(otherwise))));
            return true;
        }

        private static V Load<V>(T[] numbers)
            where V : unmanaged, ILane<V, T>
        {
            fixed (T* first = numbers)
            {
                return V.Load(first);
            }
        }

        private static T[] Store<V>(V bundle)
            where V : unmanaged, ILane<V, T>
        {
            T[] numbers = new T[V.Count];
            fixed (T* first = numbers)
            {
                V.Store(first, bundle);
            }

            return numbers;
        }

        /// <summary>Few different numbers, so that some are equal, and some that are not ordered.</summary>
        private T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(12) is var k && k == 0 ? T.NaN : T.CreateTruncating(k - 6))];
    }
}
