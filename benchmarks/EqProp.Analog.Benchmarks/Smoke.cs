namespace EqProp.Analog.Benchmarks;

/// <summary>Whether to run one size of each kernel at one width, to see that everything still runs.</summary>
internal static class Smoke
{
    /// <summary>The argument that asks for it.</summary>
    public const string Argument = "--smoke";

    private const string Variable = "EQPROP_BENCHMARK_SMOKE";

    /// <summary>Set for this process and those that it starts.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Takes the argument out, and acts on it.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The rest.</returns>
    public static string[] Take(string[] arguments)
    {
        if (arguments.Contains(Argument))
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }

        return [.. arguments.Where(argument => argument != Argument)];
    }

    /// <summary>All sizes, or the first in a smoke run.</summary>
    /// <typeparam name="TSize">How a size is told.</typeparam>
    /// <param name="sizes">All of them.</param>
    public static IEnumerable<TSize> Some<TSize>(params TSize[] sizes) => IsOn ? sizes.Take(1) : sizes;
}
