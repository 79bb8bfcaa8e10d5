using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Both simulators, each alone, against formulas: how exact each is.</summary>
public class ClosedFormTests
{
    private const double NgspiceBar = 1e-7;
    private const double OwnBar = 2e-9;

    private delegate double[] Formula(double time);

    [NgspiceFact]
    public void Ngspice_charges_an_RC_circuit() => Assert.InRange(NgspiceError(Rc(), t => [0.9 * (1 - Math.Exp(-t))]), 1e-12, NgspiceBar);

    [NgspiceFact]
    public void Ngspice_moves_two_coupled_neurons_along_the_matrix_exponential() =>
        Assert.InRange(NgspiceError(Pair(), PairFormula()), 1e-12, NgspiceBar);

    [NgspiceFact]
    public void Ngspice_meets_and_leaves_a_rail() => Assert.InRange(NgspiceError(Clipped(), ClippedFormula()), 1e-12, NgspiceBar);

    [Fact]
    public void The_reference_charges_an_RC_circuit() => Assert.InRange(OwnError(Rc(), t => [0.9 * (1 - Math.Exp(-t))]), 0, OwnBar);

    [Fact]
    public void The_reference_moves_two_coupled_neurons_along_the_matrix_exponential() =>
        Assert.InRange(OwnError(Pair(), PairFormula()), 0, OwnBar);

    [Fact]
    public void The_reference_meets_and_leaves_a_rail() => Assert.InRange(OwnError(Clipped(), ClippedFormula()), 0, OwnBar);

    [NgspiceFact]
    public void A_diode_of_ngspice_holds_its_membrane_where_Shockley_says()
    {
        // A bias of 50 through a unit leak into a diode of 1 fA behind a swing of 1 V and a leak of 1 uS, at 320 K.
        const double kelvin = 320, thermal = 1.380649e-23 * kelvin / 1.602176634e-19;
        SpicePhase phase = Alone(new(ForceForm.CurrentSumming, ActivationKind.Linear)
        {
            Diodes = [new(DiodeKind.Shockley, DiodeDirection.FromMembrane, 0.1, 1e-9, thermal)],
        }) with
        {
            Temperature = kelvin,
        };
        phase.Parameters.Biases[1][0] = 50;
        SpiceDeck deck = SpiceNetlist.Write(phase);
        Assert.Contains("\nd", deck.Text, StringComparison.Ordinal);
        double found = Run(phase, deck).Find(deck.VectorOf(1, 0))![^1] - 0.4;

        double s = 0.7;
        for (int k = 0; k < 50; k++)
        {
            double exponential = 1e-9 * Math.Exp((s - 0.1) / thermal);
            s += (50 - s - exponential + 1e-9) / (1 + exponential / thermal);
        }

        Assert.Equal(s, found, 1e-9);
    }

    private static double NgspiceError(SpicePhase phase, Formula formula)
    {
        SpiceDeck deck = SpiceNetlist.Write(phase);
        RawPlot plot = Run(phase, deck);
        double[] times = plot.Find("time")!;
        double[][] volts = [.. Enumerable.Range(0, phase.Layout.FreeCount).Select(i => plot.Find(deck.VectorOf(i + 1, 0))!)];
        return Enumerable.Range(0, times.Length).Max(k =>
            formula(times[k] / phase.Layout.Map.TimeConstant).Zip(volts, (s, v) => Math.Abs(phase.Layout.Map.ToState(v[k]) - s)).Max());
    }

    private static double OwnError(SpicePhase phase, Formula formula)
    {
        double[] times = [.. Enumerable.Range(0, 1001).Select(k => k * phase.DurationSeconds / 1000)];
        double[][] states = new EquationWaveforms().Follow(phase, times, default).States;
        return Enumerable.Range(0, times.Length).Max(k =>
            formula(times[k] / phase.Layout.Map.TimeConstant).Zip(states[k], (expected, s) => Math.Abs(s - expected)).Max());
    }

    private static RawPlot Run(SpicePhase phase, SpiceDeck deck) =>
        Oracle.Ngspice().Run(deck, new SpiceSettings(), phase.DurationSeconds, TimeSpan.FromMinutes(1), default);

    private static SpicePhase Alone(NeuronOptions options)
    {
        NetworkLayout layout = Layouts.Layered([1, 1], options);
        return SmallPhases.Phase(options, 0, 0) with { Layout = layout, Parameters = new NetworkParameters(layout) };
    }

    private static SpicePhase Rc()
    {
        SpicePhase phase = Alone(new(ForceForm.CurrentSumming, ActivationKind.Linear));
        phase.Parameters.Biases[1][0] = 0.9;
        return phase;
    }

    private static SpicePhase Pair() => SmallPhases.Phase(new(ForceForm.CurrentSumming, ActivationKind.Linear), 0.8, -0.4);

    // s' = M s + f with M = [-1 w; w -1], from zero.
    private static Formula PairFormula()
    {
        Matrix<double> m = Matrix<double>.Build.DenseOfArray(new[,] { { -1, -0.4 }, { -0.4, -1 } });
        Vector<double> rest = -m.Inverse() * Vector<double>.Build.Dense([0.8 * 0.8 + 0.1, 0]);
        Evd<double> evd = m.Evd();
        return t => (rest - evd.EigenVectors * Matrix<double>.Build.DenseDiagonal(2, 2, i => Math.Exp(evd.EigenValues[i].Real * t))
            * evd.EigenVectors.Inverse() * rest).ToArray();
    }

    // The hidden neuron is driven by 2 and inhibited one-way by a slow one that charges to 1: it meets its upper rail and leaves it again.
    private static SpicePhase Clipped()
    {
        NetworkLayout layout = Layouts.Make([1, 1, 1], [Layouts.OneWay(2, 1)], new NeuronOptions(), 1);
        layout = layout with { Groups = [.. layout.Groups.Select((group, g) => g == 2 ? group with { Capacitance = [3] } : group)] };
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = -2;
        parameters.Biases[1][0] = 2;
        parameters.Biases[2][0] = 1;
        return SmallPhases.Phase(new NeuronOptions(), 0, 0) with { Layout = layout, Parameters = parameters };
    }

    // Free: 3 (exp(-t/3) - exp(-t)) up to one; held until the drive falls to one at t = 3 ln 2; then free again.
    private static Formula ClippedFormula()
    {
        static double Free(double t) => 3 * (Math.Exp(-t / 3) - Math.Exp(-t));
        double hit = MathNet.Numerics.RootFinding.Bisection.FindRoot(t => Free(t) - 1, 0.1, 1.5, 1e-15);
        double leave = 3 * Math.Log(2);
        double rest = (1 - 3 * Math.Exp(-leave / 3)) * Math.Exp(leave);
        return t => [t < hit ? Free(t) : t < leave ? 1 : 3 * Math.Exp(-t / 3) + rest * Math.Exp(-t), 1 - Math.Exp(-t / 3)];
    }
}
