namespace EqProp.Analog.Circuits;

/// <summary>
/// Marks a field that says the same thing as another field of the same block, one in a paper's dimensionless
/// number and the other in SI units. A file gives one of the two; the resolver fills the other in.
/// A later layer (a file that extends another, or <c>--set</c>) that gives one replaces both.
/// </summary>
/// <param name="property">Name of the twin property in C#.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TwinAttribute(string property) : Attribute
{
    /// <summary>Name of the twin property in C#.</summary>
    public string Property { get; } = property;
}
