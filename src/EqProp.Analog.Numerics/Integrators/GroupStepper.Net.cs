namespace EqProp.Analog.Numerics.Integrators;

/// <content>Weighted sums.</content>
public sealed unsafe partial class GroupStepper<V, T, E>
{
    /// <summary>Forms drive + all weighted sums and hands them to the step.</summary>
    internal void FormNet<S>(int firstRow, int rows, int parity, ref S step)
        where S : struct, INetEpilogue<V, T> => NetSum<V, T>.Form(Group, firstRow, rows, parity, ref step);
}
