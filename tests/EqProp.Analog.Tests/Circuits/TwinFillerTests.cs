using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class TwinFillerTests
{
    // C = 1 pF and g = 1 uS: tau = 1 us, a weight of one is 1 uS. Expected values are worked out by hand.
    [Fact]
    public void Fills_each_twin_from_the_other()
    {
        CircuitDescription circuit = Resolve(Layered).Description;
        LearningBlock learning = circuit.Learning!;
        Assert.Equal(0.5e-6, circuit.Simulation.TimeStep!.Value, 1e-18);
        Assert.Equal([-2e-6, 2e-6], circuit.Circuit.Coupling.ConductanceRange!.Select(value => Math.Round(value, 15)));
        Assert.Equal(0.5e-6, learning.NudgeConductance!.Value, 1e-18);
        Assert.Equal(10e-6, learning.FreePhase.Duration!.Value, 1e-17);
        Assert.Equal(4, learning.NudgedPhase.Steps);
    }

    [Fact]
    public void Fills_the_dimensionless_number_from_the_physical_one()
    {
        CircuitDescription circuit = Resolve(
            Layered, "simulation.timeStep=250 ns", "learning.nudgeConductance=100 nS", "circuit.coupling.conductanceRange=[\"-500 nS\", \"4 uS\"]").Description;
        Assert.Equal(0.25, circuit.Simulation.Epsilon!.Value, 1e-12);
        Assert.Equal(0.1, circuit.Learning!.Beta!.Value, 1e-12);
        Assert.Equal(-0.5, circuit.Circuit.Coupling.WeightRange![0], 1e-12);
        Assert.Equal(4, circuit.Circuit.Coupling.WeightRange[1], 1e-12);
        Assert.Equal(8, circuit.Learning.NudgedPhase.Steps);
    }

    [Theory]
    [InlineData("2.2 us", 4, 2e-6)]
    [InlineData("2.3 us", 5, 2.5e-6)]
    [InlineData("1 ns", 1, 0.5e-6)]
    public void A_duration_becomes_the_nearest_whole_number_of_steps_and_at_least_one(string duration, int steps, double seconds)
    {
        PhaseBlock phase = Resolve(Layered, $"learning.freePhase.duration={duration}").Description.Learning!.FreePhase;
        Assert.Equal(steps, phase.Steps);
        Assert.Equal(seconds, phase.Duration!.Value, 1e-17);
    }

    [Fact]
    public void A_named_node_takes_the_shared_neurons_values()
    {
        IReadOnlyList<ElementNeuron> neurons = Resolve(Elements, "circuit.topology.neurons[1].bias=0.25").Description.Circuit.Topology.Neurons!;
        Assert.Null(neurons[0].MembraneCapacitance);
        Assert.Equal(1e-12, neurons[1].MembraneCapacitance);
        Assert.Equal(1e-6, neurons[1].LeakConductance);
        Assert.Equal(0.4, neurons[1].InitialVoltage);
        Assert.Equal(0.25e-6, neurons[1].BiasCurrent!.Value, 1e-18);
        Assert.Null(neurons[2].Bias);
    }

    // A swing of 0.5 V makes a bias of one 1 uS * 0.5 V = 500 nA.
    [Fact]
    public void Biases_of_neurons_and_outputs_are_filled_from_their_currents()
    {
        CircuitBlock circuit = Resolve(
            Layered, "circuit.neurons.voltageSwing=0.5 V", "circuit.neurons.bias=0.5", "circuit.outputNeurons.biasCurrent=-100 nA").Description.Circuit;
        Assert.Equal(250e-9, circuit.Neurons.BiasCurrent!.Value, 1e-18);
        Assert.Equal(-0.2, circuit.OutputNeurons!.Bias!.Value, 1e-12);
        Assert.Equal(0.1, Resolve(Layered, "circuit.neurons.biasCurrent=100 nA").Description.Circuit.Neurons.Bias!.Value, 1e-12);
    }

    // s = 0 is 0.4 V and s = 1 is 0.9 V here.
    [Fact]
    public void Biases_before_learning_and_targets_may_be_currents_and_voltages()
    {
        LearningBlock learning = Resolve(
            Layered, "circuit.neurons.voltageSwing=0.5 V", "learning.initialization.hiddenBiasCurrent=100 nA", "learning.initialization.outputBias=0.3",
            "learning.targets.lowVoltage=0.45 V", "learning.targets.high=0.8").Description.Learning!;
        Assert.Equal(0.2, learning.Initialization.HiddenBias!.Value, 1e-12);
        Assert.Equal(150e-9, learning.Initialization.OutputBiasCurrent!.Value, 1e-18);
        Assert.Equal(0.1, learning.Targets.Low!.Value, 1e-12);
        Assert.Equal(0.8, learning.Targets.HighVoltage!.Value, 1e-12);
    }

    [Fact]
    public void Biases_before_learning_that_are_left_out_stay_out_and_targets_are_zero_and_one()
    {
        LearningBlock learning = Resolve(Layered).Description.Learning!;
        Assert.Equal(new InitializationBlock { WeightScale = learning.Initialization.WeightScale }, learning.Initialization);
        Assert.Equal(new TargetBlock { Low = 0, LowVoltage = 0.4, High = 1, HighVoltage = 1.4 }, learning.Targets);
    }

    // The voltage of s = -4/3 with a swing of 0.3 V is zero but for rounding.
    [Fact]
    public void A_target_at_zero_volts_resolves_to_itself()
    {
        ResolvedCircuit circuit = Resolve(
            Layered, "circuit.neurons.voltageSwing=0.3 V", "learning.targets.lowVoltage=0 V", "learning.initialization.hiddenBias=0.7");
        Assert.Equal(-4 / 3.0, circuit.Description.Learning!.Targets.Low!.Value, 1e-12);
        Assert.Equal(circuit.Hash, Resolve(circuit.Json.ToJsonString()).Hash);
    }

    [Fact]
    public void Neurons_without_a_bias_have_none_and_outputs_without_one_have_that_of_the_neurons()
    {
        CircuitBlock circuit = Resolve(Layered, "circuit.outputNeurons.activation.kind=linear").Description.Circuit;
        Assert.Equal((0, 0), (circuit.Neurons.Bias, circuit.Neurons.BiasCurrent));
        Assert.Equal((null, null), (circuit.OutputNeurons!.Bias, circuit.OutputNeurons.BiasCurrent));
    }

    [Fact]
    public void A_resolved_circuit_with_biases_resolves_to_itself()
    {
        ResolvedCircuit circuit = Resolve(Layered, "circuit.neurons.biasCurrent=0.3 uA", "circuit.outputNeurons.bias=0.7");
        Assert.Equal(circuit.Hash, Resolve(circuit.Json.ToJsonString()).Hash);
        Assert.Equal(circuit.Hash, Resolve(CircuitTemplate.Write(circuit, "")).Hash);
        Assert.Equal(0.2, Resolve(circuit.Json.ToJsonString(), "circuit.neurons.bias=0.2").Description.Circuit.Neurons.BiasCurrent!.Value * 1e6, 1e-12);
    }

    [Theory]
    [InlineData("\"epsilon\": 0.5", "\"epsilon\": 0.5, \"timeStep\": \"0.6 us\"", "simulation.timeStep")]
    [InlineData("\"beta\": 0.5", "\"beta\": 0.5, \"nudgeConductance\": \"0.5001 uS\"", "learning.nudgeConductance")]
    [InlineData("[0.1],", "[0.1], \"targets\": { \"low\": 0.1, \"lowVoltage\": \"0.4 V\" },", "learning.targets.lowVoltage")]
    [InlineData("[0.1],", "[0.1], \"initialization\": { \"outputBias\": 0.1, \"outputBiasCurrent\": \"0.2 uA\" },", "learning.initialization.outputBiasCurrent")]
    [InlineData("\"1 uS\" }", "\"1 uS\", \"bias\": 1, \"biasCurrent\": \"2 uA\" }", "circuit.neurons.biasCurrent")]
    [InlineData("\"steps\": 20", "\"steps\": 20, \"duration\": \"11 us\"", "learning.freePhase.duration")]
    [InlineData("[-2, 2]", "[-2, 2], \"conductanceRange\": [\"-2 uS\", \"1 uS\"]", "circuit.coupling.conductanceRange[1]")]
    [InlineData("[-2, 2]", "[-2, 2], \"conductanceRange\": [\"-2 uS\"]", "circuit.coupling.conductanceRange")]
    public void Twins_in_one_layer_that_disagree_are_refused(string old, string changed, string path)
    {
        Violation violation = Violation(Layered.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal("twin.disagree", violation.Code);
        Assert.Equal($"{Origin}: {path}", violation.Path);
    }

    [Fact]
    public void Twins_in_one_layer_that_agree_are_taken() =>
        Assert.Equal(0.5, Resolve(Layered.Replace("\"beta\": 0.5", "\"beta\": 0.5, \"nudgeConductance\": \"500.0000001 nS\"", StringComparison.Ordinal)).Description.Learning!.Beta);

    [Theory]
    [InlineData("\"epsilon\": 0.5", "simulation")]
    [InlineData("\"beta\": 0.5,", "learning.beta")]
    [InlineData("\"steps\": 20", "learning.freePhase")]
    [InlineData("\"weightRange\": [-2, 2]", "circuit.coupling")]
    public void One_of_two_twins_must_be_given(string removed, string path)
    {
        Violation violation = Violation(Layered.Replace(removed, "", StringComparison.Ordinal));
        Assert.Equal("twin.missing", violation.Code);
        Assert.Equal($"{Origin}: {path}", violation.Path);
    }

    [Fact]
    public void A_phase_of_too_many_steps_is_refused() =>
        Assert.Equal("phase.tooLong", Violation(Layered, "learning.freePhase.duration=1e6 s").Code);

    [Fact]
    public void A_description_made_in_code_is_resolved_the_same_way()
    {
        ResolvedCircuit read = Resolve(Layered);
        CircuitDescription half = read.Description with { Simulation = new SimulationBlock { TimeStep = 0.5e-6 } };
        Assert.Equal(0.5, CircuitResolver.Resolve(half).Description.Simulation.Epsilon!.Value, 1e-12);
        Assert.Equal(read.Hash, CircuitResolver.Resolve(read.Description).Hash);
        Assert.Throws<InputException>(() => CircuitResolver.Resolve(read.Description with { Simulation = new SimulationBlock() }));
    }
}
