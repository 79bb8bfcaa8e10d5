using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>A property that runs ngspice; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NgspicePropertyAttribute : PropertyAttribute
{
    public NgspicePropertyAttribute() => Skip = NgspiceTheoryAttribute.Reason;
}
