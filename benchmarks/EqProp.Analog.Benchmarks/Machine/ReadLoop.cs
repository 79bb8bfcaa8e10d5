using System.Diagnostics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>Reads a buffer from end to end and adds it up: the read rate that a kernel bound by memory is a share of.</summary>
internal sealed class ReadLoop : IDisposable
{
    private const int NumbersARound = 128;
    private const int LeastBytesACall = 1 << 20;

    private readonly AlignedBuffer<float> _buffer;
    private readonly int _passes;
    private readonly KernelSet<float> _kernels = KernelSet<float>.For(VectorWidthSelection.Widest);

    /// <summary>Makes a buffer.</summary>
    /// <param name="bytes">How large; rounded up to whole rounds of the loop.</param>
    public ReadLoop(double bytes)
    {
        nint numbers = (nint)Math.Ceiling(bytes / (NumbersARound * sizeof(float))) * NumbersARound;
        _buffer = new(numbers);
        _buffer.Span.Fill(1e-3f);
        _passes = Math.Max(1, (int)(LeastBytesACall / (numbers * sizeof(float))));
    }

    /// <summary>Bytes that one call reads: a small buffer several times, so that the call itself does not count.</summary>
    public double Bytes => _passes * _buffer.Length * (double)sizeof(float);

    /// <summary>Best read rate of a buffer of this size, in GB/s.</summary>
    /// <param name="bytes">Size.</param>
    public static double MeasureGigabytes(double bytes)
    {
        using var loop = new ReadLoop(bytes);
        return loop.Bytes / BestOf.Interleaved(seconds: 0.5, loop.Read)[0] / 1e9;
    }

    /// <summary>Reads the buffer.</summary>
    public void Read()
    {
        if (float.IsNaN(_kernels.Accept(new Sum(_buffer, _passes))))
        {
            throw new UnreachableException("The buffer holds numbers.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private readonly struct Sum(AlignedBuffer<float> buffer, int passes) : ILaneVisitor<float, float>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public unsafe float Visit<V>()
            where V : unmanaged, ILane<V, float>
        {
            V a = V.Constant(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            float* end = buffer.Pointer + buffer.Length;
            for (int pass = 0; pass < passes; pass++)
            {
                for (float* at = buffer.Pointer; at < end; at += 8 * V.Count)
                {
                    a += V.Load(at);
                    b += V.Load(at + V.Count);
                    c += V.Load(at + 2 * V.Count);
                    d += V.Load(at + 3 * V.Count);
                    e += V.Load(at + 4 * V.Count);
                    f += V.Load(at + 5 * V.Count);
                    g += V.Load(at + 6 * V.Count);
                    h += V.Load(at + 7 * V.Count);
                }
            }

            float* sums = stackalloc float[V.Count];
            V.Store(sums, a + b + c + d + (e + f + g + h));
            return *sums;
        }
    }
}
