using BenchmarkDotNet.Running;

namespace EqProp.Analog.Benchmarks;

internal static class Program
{
    /// <summary><c>epoch [...]</c> times whole training epochs; anything else goes to BenchmarkDotNet.</summary>
    private static int Main(string[] arguments)
    {
        if (arguments is ["epoch", .. string[] rest])
        {
            return EpochComparison.Run(rest);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }
}
