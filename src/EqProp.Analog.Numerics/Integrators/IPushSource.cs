using System.Numerics;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Something outside the coupled groups that sets a group's push anew before every step.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IPushSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes the push for some examples.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="stateParity">Which of the pair of state arrays is current.</param>
    /// <param name="outputParity">Which of the pair of output arrays is current.</param>
    void Refresh(int firstRow, int rows, int stateParity, int outputParity);
}
