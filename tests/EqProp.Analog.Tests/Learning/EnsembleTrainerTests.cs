using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Many dies that learn at once, against each by itself.</summary>
public class EnsembleTrainerTests
{
    private const int Dies = 11;

    private const string Spread =
        """
        circuit.fabrication={"variations":[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"membraneCapacitance","relativeSigma":0.05},
        {"parameter":"inputOffset","absoluteSigma":"20 mV"},{"parameter":"synapseGain","relativeSigma":0.1}]}
        """;

    private const string Noise = """circuit.noise={"thermal":{"leakExcess":100000,"synapseExcess":50000}}""";

    private static readonly string SpreadOfSlopes = Spread.Replace("\"synapseGain\"", "\"activationGain\"", StringComparison.Ordinal);

    private static readonly string[] Base =
    [
        "simulation.precision=double", "simulation.epsilon=0.2", "learning.rates=[0.4]", "learning.initialization.weightScale=[2]",
        "circuit.coupling.force=currentSumming", """circuit.neurons.activation={"kind":"tanh"}""",
    ];

    public static TheoryData<string, string[]> Circuits => new()
    {
        { "one sided", ["learning.estimator=positive"] },
        { "random sign", ["learning.estimator=randomSign"] },
        { "alternating", ["learning.estimator=alternating"] },
        { "centered", ["learning.estimator=centered"] },
        { "minibatches", ["learning.estimator=centered", "learning.batchSize=5"] },
        { "stored states", ["learning.estimator=centered", "learning.batchSize=5", "learning.start=persistent"] },
        { "one example a minibatch, stored", ["learning.start=persistent", "learning.batchSize=1"] },
        { "three layers", ["learning.estimator=centered", "circuit.topology.layers=[2,9,13,2]"] },
        { "one output", ["circuit.topology.layers=[2,7,1]", "learning.batchSize=3"] },
        { "many outputs in no whole tile", ["circuit.topology.layers=[2,5,6,2]", "learning.batchSize=3"] },
        { "narrow ahead of wide", ["circuit.topology.layers=[2,3,17,2]"] },
        { "spread", [Spread, "learning.batchSize=4"] },
        { "spread of directions", [Spread.Replace("synapseGain", "synapseDirection", StringComparison.Ordinal), "learning.batchSize=4"] },
        { "offsets of synapses", ["""circuit.fabrication={"variations":[{"parameter":"synapseOffset","absoluteSigma":"5 nS"}]}""", "learning.batchSize=4"] },
        { "faults", ["""circuit.fabrication={"faults":{"stuckOff":0.1,"stuckOn":0.1,"deadNeurons":0.05}}"""] },
        { "range that binds", ["circuit.coupling.weightRange=[-0.6,0.6]", "learning.rates=[2]"] },
        { "rails", ["circuit.coupling.force=energyBased", "circuit.neurons.activation=null", "learning.initialization.outputBias=0.3", "learning.estimator=centered"] },
        { "within a group", ["""circuit.topology={"kind":"recurrent","layers":null,"inputs":2,"hidden":6,"outputs":2}""", "learning.batchSize=2"] },
        { "untied", ["circuit.topology.feedback=untied", "learning.rule=vectorField", "circuit.topology.layers=[2,6,5,2]", "learning.batchSize=2"] },
        { "contrasts one way", ["circuit.topology.feedback=untied", "circuit.topology.layers=[2,6,5,2]", "learning.batchSize=2"] },
        { "adaptive steps", [SpreadOfSlopes, "simulation.method=tsitouras", "simulation.absoluteTolerance=1e-11", "simulation.relativeTolerance=1e-11"] },
        { "own residual", [Spread, "learning.freePhase.residual=1e-7", "learning.freePhase.steps=2000"] },
        { "noise", [Spread, Noise, "learning.batchSize=4"] },
        { "noise, centered, one example a minibatch", [Noise, "learning.estimator=centered", "learning.batchSize=1"] },
        { "noise of averaged steps, stored states", [Noise, "simulation.method=averagedEuler", "learning.start=persistent", "learning.batchSize=5"] },
        { "noise of the read-out and of currents", ["""circuit.noise={"shot":{"membraneCurrent":"10 uA"},"readOut":{"voltage":"100 mV"}}"""] },
        { "decaying rates", ["""learning.schedule={"kind":"cosine"}""", "learning.shuffle=true"] },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void A_die_learns_what_it_learns_alone(string name, string[] settings)
    {
        Assert.NotEmpty(name);
        CircuitDescription description = Describe(settings);
        ExampleSet examples = Examples(17);
        int[] dies = [.. Enumerable.Range(3, Dies)];
        using var all = new EnsembleTrainer(description, dies, examples, 2);
        all.Initialize();
        NetworkParameters start = all.ReadBack(0);
        var seen = new List<IReadOnlyList<TrainerProgress>> { all.RunEpoch(), all.RunEpoch() };
        IReadOnlyList<ChipScore> scores = all.Evaluate(examples);
        for (int chip = 0; chip < Dies; chip += 5)
        {
            using IPhysicalNetwork network = SimulatedNetwork.Create(ChipFabricator.Fabricate(description, dies[chip]), 17, new SimulationOptions { Threads = 1 });
            var alone = new Trainer(network, description.Learning!, examples, 2);
            alone.Initialize();
            foreach (IReadOnlyList<TrainerProgress> epoch in seen)
            {
                TrainerProgress expected = alone.RunEpoch();
                Assert.Equal(expected.Wrong, epoch[chip].Wrong);
                Assert.Equal(expected.Seen, epoch[chip].Seen);
                Assert.Equal(expected.MeanCost, epoch[chip].MeanCost, 1e-7);
                Assert.Equal(expected.ResidualMax, epoch[chip].ResidualMax, 1e-6);
                Assert.Equal(expected.MeanResidual, epoch[chip].MeanResidual, 1e-6);
            }

            NetworkParameters learned = network.ReadBack(), actual = all.ReadBack(chip);
            int changed = 0;
            foreach (((_, double[] before), (_, double[] expected), (_, double[] found)) in start.Arrays().Zip(learned.Arrays(), actual.Arrays()))
            {
                changed += before.Zip(expected).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-3);
                Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
            }

            Assert.True(changed > 4, $"{changed} parameters learned.");

            Evaluation answers = new Evaluator(network, description.Learning!, 2).Run(examples);
            Assert.Equal((dies[chip], answers.Wrong, false), (scores[chip].Die, scores[chip].Wrong, scores[chip].HasDiverged));
            Assert.Equal(answers.MeanCost, scores[chip].MeanCost, 1e-7);
        }
    }

    [Fact]
    public void A_die_learns_the_same_bits_in_any_company_at_any_width_on_any_threads()
    {
        CircuitDescription description = Describe([Spread, "learning.batchSize=4", "simulation.precision=single", "circuit.topology.layers=[2,9,10,2]"]);
        ExampleSet examples = Examples(13);
        double[] expected = Learned([7], 7, new SimulationOptions { Threads = 1, Width = VectorWidth.Scalar });
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(expected, Learned([.. Enumerable.Range(0, 40)], 7, new SimulationOptions { Threads = 2, Width = width }));
            Assert.Equal(expected, Learned([9, 8, 7], 7, new SimulationOptions { Threads = 1, Width = width }));
        }

        Assert.NotEqual(expected, Learned([9, 8, 7], 8, new SimulationOptions()));

        double[] Learned(int[] dies, int die, SimulationOptions options)
        {
            using var all = new EnsembleTrainer(description, dies, examples, 2, options);
            all.Initialize();
            all.RunEpoch();
            return [.. all.ReadBack(Array.IndexOf(dies, die)).Arrays().SelectMany(array => array.Values)];
        }
    }

    [Fact]
    public void A_die_that_diverges_does_not_stop_the_others()
    {
        CircuitDescription description = Describe(["""circuit.neurons.activation={"kind":"linear"}""", "learning.rates=[0.01]", "learning.initialization.weightScale=[0.2]", "circuit.coupling.weightRange=[-9,9]", "learning.freePhase.steps=200"]);
        ExampleSet examples = Examples(8);
        using var some = new EnsembleTrainer(description, [0, 1, 2], examples, 2);
        some.Initialize();
        some.RunEpoch();
        NetworkParameters fine = some.ReadBack(0), wild = some.ReadBack(1);
        Array.Fill(wild.Weights[1], 9);
        some.Program(1, wild);
        IReadOnlyList<TrainerProgress> second = some.RunEpoch();
        IReadOnlyList<ChipScore> scores = some.Evaluate(examples);

        Assert.Equal([false, true, false], scores.Select(score => score.HasDiverged));
        Assert.All([second[0], second[2]], progress => Assert.True(double.IsFinite(progress.CostSum)));
        Assert.All(some.ReadBack(2).Arrays().SelectMany(array => array.Values), value => Assert.True(double.IsFinite(value)));
        some.Program(1, fine);
        Assert.False(some.HasDiverged(1));
    }

    [Theory]
    [InlineData("ensemble.rule", "learning.rule=timingDependent")]
    [InlineData("ensemble.device", """circuit.coupling.device={"kind":"constantStep","step":0.01}""")]
    [InlineData("ensemble.plasticity", """circuit.plasticity={"sampleHold":{"noise":"1 mV"}}""")]
    [InlineData("ensemble.readOut", """circuit.readOutConverter={"bits":6,"range":["0 V","1 V"]}""")]
    [InlineData("ensemble.outputGain", """circuit.fabrication={"variations":[{"parameter":"outputGain","relativeSigma":0.1}]}""")]
    [InlineData("ensemble.loads", "circuit.coupling.kind=resistive", "circuit.coupling.weightRange=[0,2]")]
    [InlineData("ensemble.noise", """circuit.noise={"sharedLines":[{"name":"supply","voltage":"1 mV","bandwidth":"1 MHz","conductance":"1 nS"}]}""")]
    public void What_ensembles_cannot_learn_is_refused(string code, params string[] settings)
    {
        InputException failure = Assert.Throws<InputException>(() => new EnsembleTrainer(Describe(settings), [0, 1], Examples(4), 2));
        Assert.Equal(code, Assert.Single(failure.Violations).Code);
    }

    private static CircuitDescription Describe(string[] settings) =>
        CircuitTexts.Resolve(CircuitTexts.Layered, ["circuit.topology.layers=[2,6,2]", .. Base, .. settings]).Description;

    private static ExampleSet Examples(int count)
    {
        var random = new RandomStream(5, StreamPurpose.Study);
        float[] inputs = new float[2 * count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextDouble() < 0.2 ? 0 : (float)random.NextDouble();
        }

        return new(2, inputs, [.. Enumerable.Range(0, count).Select(i => inputs[2 * i] > inputs[2 * i + 1] ? 1 : 0)]);
    }
}
