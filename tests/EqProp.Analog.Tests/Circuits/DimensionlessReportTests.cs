using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class DimensionlessReportTests
{
    // By hand: 2 pF / 1 uS = 2 us; 0.5 V swing; 1 uS * 0.5 V = 500 nA; 1 uS * 0.25 V^2 = 250 nW; half a tau is 1 us.
    [Fact]
    public void Sets_papers_numbers_beside_the_chips()
    {
        CircuitDescription circuit = Resolve(Layered, "circuit.neurons.membraneCapacitance=2 pF", "circuit.neurons.voltageSwing=500 mV").Description;
        Assert.Equal(
            [
                new("time constant", "tau = 1", "2 us"),
                new("state", "s = 0 to 1", "400 mV to 900 mV"),
                new("weight of one", "W = 1", "1 uS"),
                new("writable weights", "W = -2 to 2", "-2 uS to 2 uS"),
                new("bias of one", "b = 1", "500 nA"),
                new("time step", "epsilon = 0.5", "1 us"),
                new("free phase", "T_f = 20 steps", "20 us"),
                new("nudged phase", "T_n = 2 steps", "2 us"),
                new("nudging strength", "beta = 0.5", "500 nS"),
                new DimensionlessRow("energy of one", "E = 1", "250 nW (co-content)"),
            ],
            DimensionlessReport.Rows(circuit));
    }

    [Fact]
    public void Biases_that_are_not_zero_have_rows()
    {
        IReadOnlyList<DimensionlessRow> rows = DimensionlessReport.Rows(
            Resolve(Layered, "circuit.neurons.bias=0.2", "circuit.outputNeurons.biasCurrent=-50 nA").Description);
        Assert.Contains(new("bias", "b = 0.2", "200 nA"), rows);
        Assert.Contains(new("output bias", "b = -0.05", "-50 nA"), rows);
    }

    // By hand at 1 V swing, 1 uS, 1 pF: n kT/q at 300 K is 25.852 mV; 100 kohm 2 pF are 0.2 us.
    [Fact]
    public void Parts_that_not_every_circuit_has_get_rows()
    {
        IReadOnlyList<DimensionlessRow> rows = DimensionlessReport.Rows(Resolve(
            Layered,
            "simulation.epsilon=0.1",
            "circuit.coupling={\"kind\":\"resistive\",\"amplifierGains\":[4]}",
            """
            circuit.neurons.diodes=[{"direction":"intoMembrane","voltage":"0.9 V","saturationCurrent":"1 fA"},
            {"kind":"ideal","direction":"fromMembrane","voltage":"1.3 V"}]
            """,
            """circuit.timeConstants=[{"groups":["hidden 1"],"values":["1 us","2 us","500 ns"]}]""",
            """circuit.lines=[{"summingCapacitance":"500 fF","outputCapacitance":"2 pF","outputResistance":"100 kohm"}]""").Description);
        DimensionlessRow[] expected =
        [
            new("synapses", "W y - |W| s", "resistors"),
            new("amplifiers", "A = 4", "4 V/V forward, 0.25 A/A back"),
            new("diode", "l = 0.5, I = 1E-09, v = 0.025852", "900 mV, 1 fA, n kT/q = 25.852 mV, into the membrane"),
            new("ideal diode", "s <= 0.9", "1.3 V, out of the membrane"),
            new("time constants of hidden 1", "tau_i = 0.5 to 2", "500 ns to 2 us"),
            new("summing wires of all neurons", "C = 0.5", "500 fF"),
            new("output wires of all neurons", "T = 0.2", "200 ns"),
        ];
        Assert.Equal(expected, rows.Skip(5).Take(7));
    }

    [Fact]
    public void A_circuit_that_does_not_learn_has_no_rows_of_learning() =>
        Assert.DoesNotContain(DimensionlessReport.Rows(Resolve(Elements).Description), row => row.Quantity.Contains("nudg", StringComparison.Ordinal));
}
