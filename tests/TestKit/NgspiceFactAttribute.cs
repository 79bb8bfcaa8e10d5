using Xunit;

namespace EqProp.Analog.TestKit;

/// <summary>A test that runs ngspice; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NgspiceFactAttribute : FactAttribute
{
    public NgspiceFactAttribute() => Skip = NgspiceTheoryAttribute.Reason;
}
