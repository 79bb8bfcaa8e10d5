namespace EqProp.Analog.Studies.Cells;

/// <summary>The way of one cell through the plane of its two states, with the lines on which either stands still while the rest of the chip rests.</summary>
/// <param name="Name">Name of the cell.</param>
/// <param name="Activator">Voltages of the activator along the way.</param>
/// <param name="Inhibitor">Voltages of the inhibitor.</param>
/// <param name="Nullclines">The lines; null where there is no state at rest to hold the other cells at.</param>
public sealed record CellPortrait(string Name, IReadOnlyList<double> Activator, IReadOnlyList<double> Inhibitor, CellNullclines? Nullclines);

/// <summary>Where the activator and where the inhibitor of a cell stand still, in volts.</summary>
/// <param name="Activator">Voltages of the activator, rising.</param>
/// <param name="OfActivator">For each, the inhibitor at which the activator stands still: v = f(u) + I with all currents from resting neighbours in I.</param>
/// <param name="OfInhibitor">For each, the inhibitor that stands still: v = (u + b) / gamma.</param>
public sealed record CellNullclines(IReadOnlyList<double> Activator, IReadOnlyList<double> OfActivator, IReadOnlyList<double> OfInhibitor);
