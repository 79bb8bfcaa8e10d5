namespace EqProp.Analog.Tests.Records;

/// <summary>A test that needs a device file; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute(string path)
    {
        if (!File.Exists(path))
        {
            Skip = $"{path} is not here";
        }
    }
}
