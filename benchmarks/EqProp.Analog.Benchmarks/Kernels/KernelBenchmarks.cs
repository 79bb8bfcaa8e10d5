using BenchmarkDotNet.Attributes;
using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>A kernel at several sizes, done by our kernels at each width and by other libraries.</summary>
/// <typeparam name="TSize">How a size is told.</typeparam>
public abstract class KernelBenchmarks<TSize> : ICountedWork
{
    private KernelCase _case = null!;
    private Action _run = null!;

    /// <summary>How large.</summary>
    [ParamsSource(nameof(Sizes))]
    public TSize Size { get; set; } = default!;

    /// <summary>Who does it.</summary>
    [ParamsSource(nameof(Contenders))]
    public string By { get; set; } = "";

    /// <summary>The sizes; the first serves a smoke run.</summary>
    public abstract IEnumerable<TSize> Sizes { get; }

    /// <summary>Our kernels at each width, and the libraries of this machine that do the same.</summary>
    public IEnumerable<string> Contenders => Contender.OursAnd(Libraries);

    /// <inheritdoc/>
    public abstract Work Work { get; }

    /// <summary>Other libraries that do the same.</summary>
    private protected virtual IEnumerable<string> Libraries => [];

    /// <summary>Makes the data.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _case = Make();
        _run = _case.By(By);
    }

    /// <summary>Frees the data.</summary>
    [GlobalCleanup]
    public void CleanUp() => _case.Dispose();

    /// <summary>Does the work once.</summary>
    [Benchmark]
    public void Run() => _run();

    private protected abstract KernelCase Make();
}
