namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>What one core can do at most, measured when it is first asked for in a run.</summary>
internal sealed class MachinePeaks
{
    private static readonly Lazy<MachinePeaks> Measured = new(() => new MachinePeaks());
    private readonly Dictionary<string, double> _readGigabytes;

    private MachinePeaks()
    {
        FloatGflops = FmaPeak.MeasureGflops<float>();
        DoubleGflops = FmaPeak.MeasureGflops<double>();
        _readGigabytes = CacheSizes.Levels.ToDictionary(level => level.Name, level => ReadLoop.MeasureGigabytes(BytesWithin(level)));
    }

    /// <summary>The peaks of this process.</summary>
    public static MachinePeaks OfThisRun => Measured.Value;

    /// <summary>Multiply-adds, single precision.</summary>
    public double FloatGflops { get; }

    /// <summary>Multiply-adds, double precision.</summary>
    public double DoubleGflops { get; }

    /// <summary>Read rate of a cache level, in GB/s.</summary>
    /// <param name="level">The level.</param>
    public double ReadGigabytes(CacheLevel level) => _readGigabytes[level.Name];

    /// <summary>A buffer that lives in a level: half of it, or for DRAM several times the caches.</summary>
    private static double BytesWithin(CacheLevel level) => double.IsInfinity(level.Bytes)
        ? Smoke.IsOn ? 64 << 20 : Math.Max(256 << 20, 4 * CacheSizes.Levels[^2].Bytes)
        : level.Bytes / 2;
}
