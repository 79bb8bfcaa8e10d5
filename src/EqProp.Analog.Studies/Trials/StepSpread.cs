using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Trials;

/// <summary>How long a step of the simulation is for the neurons of a die, each in units of its own time constant: epsilon tau / tau_i, with tau_i = C_i / g_i.</summary>
/// <param name="Mean">Mean over the neurons.</param>
/// <param name="Variation">Standard deviation over the mean.</param>
internal readonly record struct StepSpread(double Mean, double Variation)
{
    /// <summary>Measures the neurons of a die; inhibitors of cells do not count.</summary>
    public static StepSpread Of(ChipInstance chip)
    {
        NetworkLayout layout = chip.Layout;
        double epsilon = chip.Description.Simulation.Epsilon!.Value;
        double[] steps =
        [
            .. layout.Groups.SelectMany((group, g) => g == 0 || layout.Cells.Any(cell => cell.Inhibitor == g)
                ? []
                : Enumerable.Range(0, group.Size).Select(i => epsilon * group.Leak[i] / group.Capacitance[i])),
        ];
        double mean = steps.Average();
        return new(mean, Math.Sqrt(steps.Average(step => (step - mean) * (step - mean))) / mean);
    }
}
