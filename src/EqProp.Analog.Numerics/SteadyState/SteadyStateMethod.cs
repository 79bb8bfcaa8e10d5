namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>How an operating point is found.</summary>
public enum SteadyStateMethod
{
    /// <summary><see cref="RedBlackAnderson"/> where the groups can be two-coloured, else <see cref="Anderson"/>.</summary>
    Automatic,

    /// <summary>Groups of one colour from those of the other in turn, each step lengthened by a factor that every example estimates for itself.</summary>
    RedBlackOverRelaxation,

    /// <summary>Groups of one colour from those of the other in turn, and Anderson acceleration of what one colour does to itself through the other.</summary>
    RedBlackAnderson,

    /// <summary>All groups at once, with Anderson acceleration; for any coupling.</summary>
    Anderson,
}
