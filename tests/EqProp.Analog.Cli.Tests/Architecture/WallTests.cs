using System.Reflection;
using System.Text.RegularExpressions;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Architecture;

/// <summary>The walls of src/ARCHITECTURE.md.</summary>
public partial class WallTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Circuits"] = [],
        ["Neurons"] = ["Circuits"],
        ["Devices"] = ["Circuits"],
        ["NonIdealities"] = ["Circuits", "Devices"],
        ["Networks"] = ["Circuits", "Neurons", "Devices", "NonIdealities"],
        ["Spice"] = ["Circuits", "Neurons", "Networks"],
        ["Spatial"] = ["Circuits", "Neurons", "Networks"],
        ["Simulation"] = ["Circuits", "Neurons", "Devices", "Networks"],
        ["Learning"] = ["Circuits", "Neurons", "Networks", "Simulation"],
        ["Energy"] = ["Circuits", "Networks", "Devices", "Simulation", "Learning"],
        ["Rhythms"] = [],
        ["Stability"] = ["Circuits", "Networks", "Learning", "Rhythms"],
    };

    [Fact]
    public void Folders_of_the_core_depend_downwards_only()
    {
        string core = RepositoryRoot.Combine("src", "EqProp.Analog");
        string[] folders = [.. Directory.GetDirectories(core).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj"))];
        Assert.Equal(MayUse.Keys.Order(), folders.Order());
        foreach (string folder in folders)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(core, folder), "*.cs", SearchOption.AllDirectories))
            {
                string[] used = [.. FolderOfCore().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value + m.Groups[2].Value).Distinct()];
                Assert.All(used, other => Assert.True(
                    other == folder || other == "Numerics" || MayUse[folder].Contains(other), $"{file} uses {other}."));
            }
        }
    }

    [Fact]
    public void Numerics_knows_nothing_of_ours()
    {
        Assembly numerics = typeof(Numerics.Lanes.VectorWidth).Assembly;
        Assert.DoesNotContain(numerics.GetReferencedAssemblies(), a => a.Name!.StartsWith("EqProp", StringComparison.Ordinal));
        Assert.All(numerics.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name));
        Assert.All(
            Directory.GetFiles(RepositoryRoot.Combine("src", "EqProp.Analog.Numerics"), "*.cs", SearchOption.AllDirectories)
                .Where(IsOurs),
            file => Assert.DoesNotMatch(@"\b(File|FileStream|Directory|Stream|Socket|HttpClient|Console)\b", WithoutComments(file)));
    }

    [Fact]
    public void Only_Numerics_has_unsafe_code()
    {
        foreach (string project in Directory.GetFiles(RepositoryRoot.Combine("src"), "*.csproj", SearchOption.AllDirectories))
        {
            bool allows = File.ReadAllText(project).Contains("<AllowUnsafeBlocks>true", StringComparison.Ordinal);
            Assert.Equal(Path.GetFileName(project) == "EqProp.Analog.Numerics.csproj", allows);
        }
    }

    [Fact]
    public void Only_the_tool_writes_to_the_console()
    {
        Assert.All(Sources("EqProp.Analog", "EqProp.Analog.Studies", "EqProp.Analog.Numerics"), file =>
            Assert.DoesNotMatch(@"\bConsole\.", File.ReadAllText(file)));
        Assert.All(Sources("EqProp.Analog.Cli").Where(file => Path.GetFileName(file) != "Terminal.cs"), file =>
            Assert.DoesNotMatch(@"\bConsole\.(Out|Error|Write|Read)", File.ReadAllText(file)));
    }

    [Fact]
    public void Nothing_mutable_is_static()
    {
        Assembly[] ours = [typeof(Numerics.Lanes.VectorWidth).Assembly, typeof(Circuits.Violation).Assembly, typeof(Studies.Datasets.Dataset).Assembly, typeof(Program).Assembly];
        IEnumerable<FieldInfo> fields = ours.SelectMany(a => a.GetTypes())
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false) && !type.Name.Contains('<'))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !field.Name.Contains("CachedAnonymous", StringComparison.Ordinal));
        Assert.All(fields, field => Assert.True(field.IsInitOnly, $"{field.DeclaringType}.{field.Name} can change."));
    }

    [Fact]
    public void Type_names_are_unique_in_the_solution()
    {
        Assembly[] ours = [typeof(Numerics.Lanes.VectorWidth).Assembly, typeof(Circuits.Violation).Assembly, typeof(Studies.Datasets.Dataset).Assembly, typeof(Program).Assembly];
        string[] twice =
        [
            .. ours.SelectMany(a => a.GetTypes())
                .Where(type => !type.IsNested && type.Namespace?.StartsWith("EqProp", StringComparison.Ordinal) == true && !type.Name.Contains('<'))
                .GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key),
        ];
        Assert.Empty(twice);
    }

    private static IEnumerable<string> Sources(params string[] projects) => projects.SelectMany(project =>
        Directory.GetFiles(RepositoryRoot.Combine("src", project), "*.cs", SearchOption.AllDirectories).Where(IsOurs));

    private static bool IsOurs(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string WithoutComments(string file) => Regex.Replace(File.ReadAllText(file), "//[^\n]*", "");

    [GeneratedRegex(@"\bEqProp\.Analog\.(\w+)|(?<![\w.])(Circuits|Neurons|Devices|NonIdealities|Networks|Spice|Spatial|Simulation|Learning|Energy|Rhythms|Stability)\.[A-Z]")]
    private static partial Regex FolderOfCore();
}
