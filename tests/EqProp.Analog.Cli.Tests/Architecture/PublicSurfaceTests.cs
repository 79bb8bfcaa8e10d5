using System.Reflection;
using System.Text;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Architecture;

/// <summary>The public surface of each library is a reviewed file: a change to it shows in a diff.</summary>
public class PublicSurfaceTests
{
    private const string Folder = "tests/EqProp.Analog.Cli.Tests/Approved";

    [Theory]
    [InlineData(typeof(Numerics.Lanes.VectorWidth))]
    [InlineData(typeof(Circuits.Violation))]
    [InlineData(typeof(Studies.Datasets.Dataset))]
    public void Is_as_approved(Type typeOfLibrary)
    {
        Assembly library = typeOfLibrary.Assembly;
        Approval.Verify(Folder, $"api-{library.GetName().Name}", Describe(library));
    }

    private static string Describe(Assembly library)
    {
        var text = new StringBuilder();
        foreach (Type type in library.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            IEnumerable<string> members = type
                .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => member is not MethodBase { IsSpecialName: true } or ConstructorInfo)
                .Where(member => member is not MethodInfo method || !IsOfRecords(method))
                .Select(member => $"    {member}")
                .Order(StringComparer.Ordinal);
            text.AppendJoin('\n', members.Append(""));
        }

        return text.ToString();
    }

    // Records and enums bring these along; they say nothing about the design.
    private static bool IsOfRecords(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "<Clone>$" or "PrintMembers" or "op_Equality" or "op_Inequality";
}
