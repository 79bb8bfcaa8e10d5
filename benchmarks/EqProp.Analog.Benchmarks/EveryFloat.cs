using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>Every elementary function in float for each of the 2^32 arguments, beside the same in double.</summary>
internal static class EveryFloat
{
    private const int BlockLength = 1 << 14;
    private const double SmallestNormal = 1.1754943508222875e-38;

    private delegate void FloatFunction(ReadOnlySpan<float> x, Span<float> result);

    /// <summary>Prints a Markdown table; the exit code is 1 if a result is wrong by more than 4 ulp.</summary>
    public static int Run()
    {
        VectorFunctions<float> functions = KernelSet<float>.For(VectorWidthSelection.Widest).Functions;
        Console.WriteLine($"Width {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, reference System.Math in double.\n");
        Console.WriteLine("| function | largest error, ulp | at | above 1 ulp | above 2 ulp | flushed to zero | wrong limit or NaN | seconds |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        bool isGood = Row("exp", functions.Exp, Math.Exp)
            & Row("log", functions.Log, Math.Log)
            & Row("tanh", functions.Tanh, Math.Tanh)
            & Row("logistic", functions.Logistic, x => 1 / (1 + Math.Exp(-x)))
            & Row("softplus", functions.Softplus, x => Math.Max(0, x) + LogOnePlus(Math.Exp(-Math.Abs(x))))
            & Row("sin", functions.Sin, Math.Sin)
            & Row("cos", functions.Cos, Math.Cos);
        return isGood ? 0 : 1;
    }

    private static bool Row(string name, FloatFunction function, Func<double, double> reference)
    {
        long began = Stopwatch.GetTimestamp();
        float[] x = new float[BlockLength], y = new float[BlockLength];
        double worst = 0;
        float at = 0;
        long aboveOne = 0, aboveTwo = 0, flushed = 0, wrong = 0;
        for (ulong first = 0; first <= uint.MaxValue; first += BlockLength)
        {
            for (int i = 0; i < BlockLength; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)first + (uint)i);
            }

            function(x, y);
            for (int i = 0; i < BlockLength; i++)
            {
                double exact = reference(x[i]);
                if (!float.IsFinite((float)exact))
                {
                    wrong += y[i] == (float)exact || (float.IsNaN(y[i]) && double.IsNaN(exact)) ? 0 : 1;
                    continue;
                }

                if (Math.Abs(exact) < SmallestNormal && y[i] == 0 && exact != 0)
                {
                    flushed++;
                    continue;
                }

                double ulps = Math.Abs(y[i] - exact) / Unit(exact);
                wrong += double.IsFinite(ulps) ? 0 : 1;
                aboveOne += ulps > 1 ? 1 : 0;
                aboveTwo += ulps > 2 ? 1 : 0;
                (worst, at) = ulps > worst ? (ulps, x[i]) : (worst, at);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {worst:f3} | {at:r} | {aboveOne} | {aboveTwo} | {flushed} | {wrong} | {seconds:f0} |"));
        return wrong == 0 && worst <= 4;
    }

    /// <summary>Distance of neighbouring floats of a number's size.</summary>
    private static double Unit(double exact)
    {
        long exponent = BitConverter.DoubleToInt64Bits(Math.Max(Math.Abs(exact), SmallestNormal)) >> 52;
        return BitConverter.Int64BitsToDouble((exponent - 23) << 52);
    }

    /// <summary>Kahan's correction of the rounding of 1 + u.</summary>
    private static double LogOnePlus(double u) => 1 + u == 1 ? u : Math.Log(1 + u) * (u / (1 + u - 1));
}
