namespace EqProp.Analog.Studies.Energy;

/// <summary>One row of an Accelergy library.</summary>
internal sealed record AccelergyRow
{
    /// <summary>Name of the component, in lower case.</summary>
    public required string Component { get; init; }

    /// <summary>The actions that it is for, in lower case.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Energy of one action of one component, in joules.</summary>
    public required double Joules { get; init; }

    /// <summary>Power of the action leak, in watts; null where the row has no such action.</summary>
    public double? Leakage { get; init; }

    /// <summary>Area of one component in square micrometres; null where there is none.</summary>
    public double? Area { get; init; }

    /// <summary>Process in nanometres; null where there is none.</summary>
    public double? TechnologyNm { get; init; }

    /// <summary>Supply in volts; null where there is none.</summary>
    public double? Voltage { get; init; }

    /// <summary>All other cells that say something, by the first name of their column.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether an action is leakage.</summary>
    public static bool IsLeak(string action) => action is "leak" or "idle";

    /// <summary>Whether no attribute that both rows state differs.</summary>
    public bool Agrees(AccelergyRow other) =>
        Attributes.All(pair => !other.Attributes.TryGetValue(pair.Key, out string? value) || value == pair.Value);
}
