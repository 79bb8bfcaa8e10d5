using System.Reflection;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Name and version of this program, for records.</summary>
internal static class ToolVersion
{
    public static ToolRecord Record { get; } = new(
        Tool.Name,
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");
}
