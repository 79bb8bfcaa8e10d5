namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Integrals of sums over states, of many examples or of many chips. Time is in nominal steps.</summary>
public interface IPathIntegrals
{
    /// <summary>Integral of a sum over the last run.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="row">Index of the example, or of the chip.</param>
    /// <param name="term">Which sum.</param>
    /// <returns>The integral, in units of the sum times nominal steps; 0 where the sum is not formed.</returns>
    double Of(int group, int row, PathTerm term);

    /// <summary>Integrals over the last run of one of the couplings that arrive at a group.</summary>
    /// <param name="group">Index of the group that sees.</param>
    /// <param name="row">Index of the example, or of the chip.</param>
    /// <param name="coupling">Index of the coupling.</param>
    /// <returns>
    /// sum m W y, what arrives times where it arrives; what resistors in the place of the weights dissipate; and the part sum b m^2 of it.
    /// </returns>
    (double Power, double Loss, double Load) OfCoupling(int group, int row, int coupling);
}
