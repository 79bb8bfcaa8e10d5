namespace EqProp.Analog.Numerics.Integrators;

/// <content>The batch seen as items: an item is an example.</content>
public sealed unsafe partial class Relaxation<T>
{
    /// <inheritdoc/>
    public void ReadStates(int group, int item, Span<T> destination) =>
        _steppers[group].Group.State(0).Row(item).CopyTo(destination);

    /// <inheritdoc/>
    public void WriteStates(int group, int item, ReadOnlySpan<T> states)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length, _steppers[group].Group.Size, nameof(states));
        states.CopyTo(_steppers[group].Group.State(0).Row(item));
    }
}
