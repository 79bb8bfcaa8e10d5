using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class CircuitValidatorTests
{
    [Theory]
    [InlineData("circuit.neurons.membraneCapacitance=0", "number.positive", "circuit.neurons.membraneCapacitance")]
    [InlineData("circuit.neurons.leakConductance=-1 uS", "number.positive", "circuit.neurons.leakConductance")]
    [InlineData("circuit.neurons.voltageSwing=0 V", "number.positive", "circuit.neurons.voltageSwing")]
    [InlineData("circuit.neurons.voltageSwing=1.5 V", "neuron.rail", "circuit.neurons.voltageSwing")]
    [InlineData("circuit.neurons.referenceVoltage=-0.1 V", "number.notNegative", "circuit.neurons.referenceVoltage")]
    [InlineData("circuit.process.temperature=-3 K", "number.positive", "circuit.process.temperature")]
    [InlineData("circuit.neurons.activation.gain=2", "activation.gain", "circuit.neurons.activation.gain")]
    [InlineData("circuit.neurons.activation.threshold=0.1 V", "activation.threshold", "circuit.neurons.activation.threshold")]
    [InlineData("circuit.outputNeurons.activation={\"kind\":\"tanh\",\"gain\":0}", "number.positive", "circuit.outputNeurons.activation.gain")]
    [InlineData("circuit.coupling.weightRange=[1,1]", "coupling.range", "circuit.coupling.weightRange")]
    [InlineData("circuit.coupling.weightRange=[1]", "coupling.range", "circuit.coupling.weightRange")]
    [InlineData("circuit.topology.layers=[2]", "topology.layers", "circuit.topology.layers")]
    [InlineData("circuit.topology.layers=[2,0,1]", "number.least", "circuit.topology.layers[1]")]
    [InlineData("circuit.topology.layers=[2,100000,100000]", "topology.tooLarge", "circuit.topology.layers[2]")]
    [InlineData("circuit.topology.skips=[[0,1]]", "topology.skip", "circuit.topology.skips[0]")]
    [InlineData("circuit.topology.skips=[[0,3]]", "topology.skip", "circuit.topology.skips[0]")]
    [InlineData("circuit.topology.skips=[[-1,2]]", "topology.skip", "circuit.topology.skips[0]")]
    [InlineData("circuit.topology.skips=[[0,2],[0,2]]", "topology.skip", "circuit.topology.skips[1]")]
    [InlineData("circuit.topology.skips=[[0]]", "topology.skip", "circuit.topology.skips[0]")]
    [InlineData("circuit.topology.hidden=3", "topology.foreignField", "circuit.topology.hidden")]
    [InlineData("learning.beta=0", "number.positive", "learning.beta")]
    [InlineData("learning.beta=-0.5", "number.positive", "learning.beta")]
    [InlineData("learning.batchSize=0", "number.least", "learning.batchSize")]
    [InlineData("learning.epochs=0", "number.least", "learning.epochs")]
    [InlineData("learning.dataset.name=", "dataset.name", "learning.dataset.name")]
    [InlineData("learning.dataset.trainExamples=0", "number.least", "learning.dataset.trainExamples")]
    [InlineData("learning.dataset.noise=-1", "number.notNegative", "learning.dataset.noise")]
    [InlineData("learning.freePhase.steps=0", "number.least", "learning.freePhase.steps")]
    [InlineData("learning.freePhase.duration=-1 us", "number.positive", "learning.freePhase.duration")]
    [InlineData("learning.freePhase.residual=0", "number.positive", "learning.freePhase.residual")]
    [InlineData("learning.rates=[]", "list.length", "learning.rates")]
    [InlineData("learning.rates=[1,2,3]", "list.length", "learning.rates")]
    [InlineData("learning.rates=[0.1,-0.1]", "number.notNegative", "learning.rates[1]")]
    [InlineData("learning.biasRates=[1,2,3]", "list.length", "learning.biasRates")]
    [InlineData("learning.initialization.weightScale=[1,2,3]", "list.length", "learning.initialization.weightScale")]
    [InlineData("learning.schedule.factor=0.9", "schedule.foreignField", "learning.schedule.factor")]
    [InlineData("learning.schedule={\"kind\":\"exponential\",\"factor\":0}", "number.positive", "learning.schedule.factor")]
    [InlineData("learning.schedule={\"kind\":\"cosine\",\"final\":-1}", "number.notNegative", "learning.schedule.final")]
    [InlineData("learning.schedule={\"kind\":\"cosine\",\"at\":[1]}", "schedule.foreignField", "learning.schedule.at")]
    [InlineData("learning.schedule={\"kind\":\"steps\",\"factor\":0.1}", "schedule.at", "learning.schedule.at")]
    [InlineData("learning.schedule={\"kind\":\"steps\",\"factor\":0.1,\"at\":[3,2]}", "schedule.at", "learning.schedule.at")]
    [InlineData("learning.targets.low=1", "targets.order", "learning.targets")]
    [InlineData("learning.earlyStop.patience=0", "number.least", "learning.earlyStop.patience")]
    [InlineData("learning.evaluation.everyEpochs=0", "number.least", "learning.evaluation.everyEpochs")]
    [InlineData("simulation.epsilon=0", "number.positive", "simulation.epsilon")]
    [InlineData("simulation.epsilon=2", "simulation.unstable", "simulation.epsilon")]
    [InlineData("simulation.method=rk4", "simulation.rails", "simulation.method")]
    public void A_broken_rule_is_reported_once_with_its_code_and_path(string setting, string code, string path)
    {
        Violation violation = Violation(Layered, setting);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("simulation.method=rk4", "circuit.coupling.force=currentSumming")]
    [InlineData("simulation.method=rk4", "circuit.neurons.activation.kind=tanh")]
    [InlineData("simulation.epsilon=1.9")]
    [InlineData("circuit.neurons.voltageSwing=1.4 V")]
    [InlineData("circuit.topology.skips=[[0,2]]", "learning.rates=[1,2,3]")]
    [InlineData("learning.cost=crossEntropy", "learning.rates=[1,2,3]")]
    [InlineData("learning.cost=crossEntropy", "learning.initialization.weightScale=[1,2,3]")]
    [InlineData("learning.cost=crossEntropy", "learning.initialization.weightScale=[1,2]")]
    [InlineData("learning.biasRates=[1,2]", "learning.initialization.weightScale=[1,2]")]
    [InlineData("learning.schedule={\"kind\":\"steps\",\"factor\":0.1,\"at\":[1,5]}")]
    [InlineData("circuit.topology={\"kind\":\"recurrent\",\"inputs\":2,\"hidden\":0,\"outputs\":1,\"layers\":null}", "learning.rates=[1]")]
    public void What_keeps_the_rules_is_taken(params string[] settings) => Resolve(Layered, settings);

    [Theory]
    [InlineData("hidden", "topology.recurrent")]
    [InlineData("inputs", "topology.recurrent")]
    [InlineData("outputs", "topology.recurrent")]
    public void A_recurrent_topology_needs_its_counts(string name, string code)
    {
        string[] settings = ["circuit.topology.kind=recurrent", "circuit.topology.layers=null", "circuit.topology.inputs=2", "circuit.topology.hidden=3", "circuit.topology.outputs=1"];
        Violation violation = Violation(Layered, [.. settings, $"circuit.topology.{name}=null"]);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith(name, violation.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("circuit.topology.neurons[1].name=in", "elements.name", "elements.unknownNode")]
    [InlineData("circuit.topology.neurons[2].role=hidden", "elements.output")]
    [InlineData("circuit.topology.neurons[1].membraneCapacitance=-1 pF", "number.positive")]
    [InlineData("circuit.topology.neurons[1].initialVoltage=2 V", "elements.initialVoltage")]
    [InlineData("circuit.topology.neurons[0].bias=1", "elements.inputBias")]
    [InlineData("circuit.topology.edges[1].to=outt", "elements.unknownNode")]
    [InlineData("circuit.topology.edges[1].to=h", "elements.selfEdge")]
    [InlineData("circuit.topology.edges[1].to=in", "elements.intoInput", "elements.twice")]
    [InlineData("circuit.topology.edges[1]={\"from\":\"in\",\"to\":\"h\",\"weight\":1}", "elements.twice")]
    [InlineData("circuit.topology.edges[1]={\"from\":\"h\",\"to\":\"out\"}", "twin.missing")]
    [InlineData("circuit.topology.edges[0].weight=2.5", "elements.range")]
    [InlineData("circuit.topology.neurons[1].membraneCapacitance=0.2 pF", "simulation.unstable")]
    public void A_circuit_written_node_by_node_has_rules_of_its_own(string setting, params string[] codes) =>
        Assert.Equal(codes, Violations(Elements, setting).Select(violation => violation.Code).Distinct());

    [Fact]
    public void A_misspelt_node_is_reported_with_the_nearest_name() =>
        Assert.Equal("Did you mean 'out'?", Violation(Elements, "circuit.topology.edges[1].to=outt").Remedy);

    [Fact]
    public void Elements_that_learn_need_an_input_and_one_rate()
    {
        string learning = "learning={\"dataset\":{\"name\":\"xor\"},\"beta\":0.5,\"freePhase\":{\"steps\":9},\"nudgedPhase\":{\"steps\":9},\"rates\":[0.1,0.2]}";
        Assert.Equal("list.length", Violation(Elements, learning).Code);
        Assert.Equal("learning.noInput", Violation(Elements, learning, "learning.rates=[0.1]", "circuit.topology.neurons[0].role=hidden").Code);
    }
}
