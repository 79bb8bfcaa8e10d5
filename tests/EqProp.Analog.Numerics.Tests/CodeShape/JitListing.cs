using System.Diagnostics;
using System.Text.RegularExpressions;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.CodeShape;

/// <summary>What the compiler made of the inner loops, as it lists it itself.</summary>
internal static partial class JitListing
{
    private const string Methods = "Tile6x2 Tile6x1 Tile4x4 SumRows AddStrip WriteStrip MoveAlike MovePlainly AddEight AddMeans AddProducts AddScaled Combine Approach";
    private const int Milliseconds = 60_000;

    /// <summary>The build puts it beside the tests.</summary>
    private static readonly string Program =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "EqProp.Analog.CodeShape.exe" : "EqProp.Analog.CodeShape");

    /// <summary>Runs the program that passes through every inner loop, and returns the methods that were compiled.</summary>
    public static IReadOnlyList<MethodListing> Of(Instructions instructions)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "listing.txt");
        ProcessStartInfo start = new(Program)
        {
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsInstructionSwitch).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_EnableAVX512"] = instructions == Instructions.Avx512 ? "1" : "0";
        start.Environment["DOTNET_JitDisasm"] = Methods;
        start.Environment["DOTNET_JitStdOutFile"] = file;
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(Milliseconds) && process.ExitCode == 0, errors);
        return [.. StartOfMethod().Split(File.ReadAllText(file)).Skip(1).Select(MethodListing.Parse)];
    }

    private static bool IsInstructionSwitch(string name) =>
        name.StartsWith("DOTNET_Enable", StringComparison.Ordinal) || name == "DOTNET_PreferredVectorBitWidth";

    [GeneratedRegex("^; Assembly listing for method ", RegexOptions.Multiline)]
    private static partial Regex StartOfMethod();
}
