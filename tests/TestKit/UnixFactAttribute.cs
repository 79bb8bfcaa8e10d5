namespace EqProp.Analog.TestKit;

/// <summary>A test that needs bash or POSIX signals; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Needs bash and POSIX signals.";
        }
    }
}
