using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using Microsoft.Win32.SafeHandles;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Writes the words under the noise of a simulation to standard output, without end, for test batteries such as
/// dieharder: of each step, of each of 20 samples, 512 nodes.
/// </summary>
internal static class RandomWords
{
    private const int Samples = 20;
    private const int Nodes = 512;
    private const int StepsAtOnce = 16;

    /// <summary>Writes until the reader closes the pipe.</summary>
    /// <returns>Exit code.</returns>
    public static int Run()
    {
        NoiseKernels<float> noise = NoiseKernels<float>.For(VectorWidthSelection.Widest);
        var key = new NoiseKey(1, 0, StreamPurpose.ThermalNoise);
        uint[] words = new uint[StepsAtOnce * Samples * Nodes];
        // The console stream would ignore that the reader has gone.
        using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        try
        {
            for (long step = 0; ; step += StepsAtOnce)
            {
                for (int row = 0; row < StepsAtOnce * Samples; row++)
                {
                    noise.Words(key, step + row / Samples, row % Samples, 0, words.AsSpan(row * Nodes, Nodes));
                }

                output.Write(MemoryMarshal.AsBytes<uint>(words));
            }
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
