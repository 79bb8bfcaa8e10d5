using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>What the sums of a group have to do with those of another that it shares weights with, in one step.</summary>
internal readonly unsafe struct SharedSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether the last of what the group sees is added by the group that is seen.</summary>
    public bool LeavesLast { get; init; }

    /// <summary>The coupling whose way back this group adds; null: none.</summary>
    public EnsembleCoupling<T>? Coupling { get; init; }

    /// <summary>Sums of the source of that coupling, already begun.</summary>
    public T* NetOfSource { get; init; }

    /// <summary>Finds who adds what, where groups are summed in order: one for each.</summary>
    public static SharedSum<T>[] Of(IReadOnlyList<EnsembleStepper<T>> steppers, GroupWorkspace<T>[] work)
    {
        var shared = new SharedSum<T>[steppers.Count];
        for (int wide = 0; wide < steppers.Count; wide++)
        {
            if (steppers[wide].Group.Incoming.LastOrDefault() is ExchangedEnsembleCoupling<T> back
                && Enumerable.Range(wide + 1, steppers.Count - wide - 1).Where(g => steppers[g].Group == back.Source && shared[g].Coupling is null).ToArray() is [int few, ..])
            {
                shared[wide] = new() { LeavesLast = true, Coupling = shared[wide].Coupling, NetOfSource = shared[wide].NetOfSource };
                shared[few] = new() { LeavesLast = shared[few].LeavesLast, Coupling = back.Ahead, NetOfSource = work[wide].Net };
            }
        }

        return shared;
    }
}
