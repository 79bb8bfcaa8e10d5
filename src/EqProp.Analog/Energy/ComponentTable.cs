namespace EqProp.Analog.Energy;

/// <summary>A table of components: what one action of each costs, and where the number comes from.</summary>
public sealed record ComponentTable
{
    /// <summary>Short name.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>What the table is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its rows; no two have the same component and action.</summary>
    public required IReadOnlyList<ComponentEntry> Components { get; init; }

    /// <summary>The row of a component's action; null where there is none.</summary>
    /// <param name="component">Name of the component.</param>
    /// <param name="action">What it does.</param>
    /// <returns>The entry.</returns>
    public ComponentEntry? Find(string component, string action) =>
        Components.FirstOrDefault(entry => entry.Component == component && entry.Action == action);
}
