namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>What the work of a benchmark is counted in.</summary>
public enum WorkUnit
{
    /// <summary>Single-precision multiplications and additions; the limit is the FMA peak.</summary>
    FloatOperations,

    /// <summary>Double-precision multiplications and additions; the limit is the FMA peak.</summary>
    DoubleOperations,

    /// <summary>States or draws; the limit is the read rate, where bytes are moved.</summary>
    Elements,

    /// <summary>Bytes; the limit is the read rate.</summary>
    Bytes,
}

/// <summary>How much work one call of a benchmark is.</summary>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Amount">How many of them.</param>
/// <param name="Bytes">Bytes read and written; zero where arithmetic alone counts.</param>
/// <param name="WorkingSet">Bytes that the call touches: they decide which cache level it runs in.</param>
public sealed record Work(WorkUnit Unit, double Amount, double Bytes = 0, double WorkingSet = 0)
{
    /// <summary>Operations of a number format.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="amount">Multiplications and additions.</param>
    public static Work Operations<T>(double amount) =>
        new(typeof(T) == typeof(float) ? WorkUnit.FloatOperations : WorkUnit.DoubleOperations, amount);

    /// <summary>Elements that are read and written.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bytesEach">Bytes read and written for each.</param>
    public static Work Moved(double count, double bytesEach) => new(WorkUnit.Elements, count, count * bytesEach, count * bytesEach);
}
