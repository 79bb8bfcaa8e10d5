using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using static EqProp.Analog.Tests.Designs.StudyTexts;

namespace EqProp.Analog.Tests.Plans;

public class PlannerTests
{
    [Fact]
    public void A_plan_has_every_point_with_its_settings_hash_and_seeds()
    {
        StudyPlan plan = Planner.Make(Parse(Small, "learning.seed=9", "samples.firstDie=100"), Formula);
        Assert.Equal((6, 60L), (plan.Points.Count, plan.Trials));
        Assert.Equal(["circuit.process.temperature=300 K", "trial.weights=copied"], plan.Points[3].Set);
        Assert.Equal(300, plan.Points[3].Numbers[0]);
        Assert.Equal(new TrialSeeds(100, 0, 1, 9), plan.Points[3].First);
        Assert.Equal(new TrialSeeds(109, 0, 1, 9), plan.SeedsOf(3, 9));
        TrialPoint point = plan.Resolve(3);
        Assert.Equal((plan.Points[3].CircuitHash, WeightOrigin.Copied, 3), (point.Circuit.Hash, point.Protocol.Weights, point.Index));
        Assert.Equal(CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "xor.json"), ["learning.seed=9", "circuit.process.temperature=300 K"]).Hash, point.Circuit.Hash);
    }

    [Fact]
    public void The_hash_depends_on_what_is_done_and_not_on_how_it_is_shared_out()
    {
        string Hash(PlanOptions options, params string[] settings) => Planner.Make(Parse(Small, settings), Formula, options).Hash;
        string one = Hash(new() { Threads = 1 });
        Assert.Equal(one, Hash(new() { Shards = 7, PacketTrials = 3, Threads = 3 }));
        string[] others =
        [
            Hash(new(), "samples.dies=11"), Hash(new(), "learning.epochs=3"), Hash(new(), "axes[0].to=321 K"), Hash(new(), "trial.testExamples=3"),
            Hash(new() { Tool = new("eqprop", "another") }), Hash(new(), "yield={\"measure\":\"score\",\"atLeast\":3}"),
            Planner.Make(Parse(Small), new DelegateTrial(["score"], (_, _) => [0])).Hash,
        ];
        Assert.Equal(others.Length, others.Append(one).Distinct().Count() - 1);
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Every_trial_is_in_one_packet_of_one_shard(byte dies, byte noise, byte shards, byte packet, bool stops)
    {
        string stop = stops ? """, "yield": { "measure": "score", "atLeast": 50 }, "stop": { "halfWidth": 0.1, "every": 5 }""" : "";
        string text = $$"""
            { "schemaVersion": 1, "name": "n", "circuit": "xor", "axes": [{ "path": "learning.beta", "values": [0.2, 0.3, 0.4] }],
              "samples": { "dies": {{dies % 20 + 1}}, "noiseSeeds": {{noise % 3 + 1}}, "learningSeeds": 2 }{{stop}} }
            """;
        StudyPlan plan = Planner.Make(Parse(text), Formula, new() { Shards = shards % 40 + 1, PacketTrials = packet % 9 + 1, Threads = 1 });
        int next = 0;
        HashSet<(int, TrialSeeds)> seen = [];
        for (int shard = 0; shard < plan.Layout.Shards; shard++)
        {
            (int first, int end) = plan.PacketsOf(shard);
            Assert.Equal(next, first);
            Assert.True(end > first, "A shard is empty.");
            Assert.True(!stops || (first % plan.PacketsPerPoint == 0 && end % plan.PacketsPerPoint == 0), "A point with a stop rule is cut.");
            next = end;
            for (int i = first; i < end; i++)
            {
                Packet one = plan.PacketAt(i);
                Assert.All(Enumerable.Range(one.First, one.Trials), trial => Assert.True(seen.Add((one.Point, plan.SeedsOf(one.Point, trial)))));
            }
        }

        Assert.Equal((plan.Packets, plan.Trials), (next, seen.Count));
    }

    [Fact]
    public void What_is_wrong_with_points_is_told_once_with_the_first_that_has_it()
    {
        Study study = Parse(WithAxes("""{ "path": "learning.beta", "values": [0.5, 0, 0] }, { "name": "leak", "levels": [{ "name": "a" }, { "name": "b", "set": ["circuit.neurons.leakConductance=1 V"] }] }"""));
        InputException failure = Assert.Throws<InputException>(() => Planner.Make(study, Formula));
        Assert.Equal(2, failure.Violations.Count);
        Assert.StartsWith("small-study.json: point 1 (beta 0.5, leak b): --set: circuit.neurons.leakConductance", failure.Violations[0].Path, StringComparison.Ordinal);
        Assert.StartsWith("small-study.json: point 2 (beta 0, leak a): ", failure.Violations[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_may_refuse_a_point_when_it_is_planned()
    {
        InputException failure = Assert.Throws<InputException>(() => Planner.Make(Parse(Small), new Choosy()));
        Assert.Equal("choosy", Assert.Single(failure.Violations).Code);
    }

    [Theory]
    [InlineData("yield={\"measure\":\"scor\",\"atLeast\":3}", "yield.measure", "Did you mean 'score'?")]
    [InlineData("axes[0].name=score", "axis.name", "another name")]
    public void Names_are_compared_with_the_measures(string setting, string code, string remedy)
    {
        Violation violation = Assert.Single(Assert.Throws<InputException>(() => Planner.Make(Parse(Small, setting), Formula)).Violations);
        Assert.Equal(code, violation.Code);
        Assert.Contains(remedy, violation.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_axis_usually_is_stands_in_the_point_without_axes()
    {
        Study study = Parse(WithAxes(
            """{ "path": "circuit.neurons.membraneCapacitance", "values": ["2 pF"] }, { "path": "trial.weights", "values": ["copied"] }, { "name": "first", "path": "circuit.topology.layers[1]", "values": [9] }""",
            """ "design": { "kind": "oneAtATime" } """));
        PlanPoint usual = Planner.Make(study, Formula).Points[0];
        Assert.Equal(["1 pF", "learned", "8"], usual.Values);
        Assert.Equal([1e-12, double.NaN, 8], usual.Numbers);
        Assert.Empty(usual.Set);
    }

    [Fact]
    public void Dies_change_fastest_then_noise_then_data_then_learning()
    {
        StudyPlan plan = Planner.Make(Parse(Small, "samples={\"dies\":2,\"noiseSeeds\":2,\"dataSeeds\":2,\"learningSeeds\":2}"), Formula);
        Assert.Equal(
            ["0 0 1 1", "1 0 1 1", "0 1 1 1", "1 1 1 1", "0 0 2 1", "1 0 2 1"],
            Enumerable.Range(0, 6).Select(i => plan.SeedsOf(0, i)).Select(s => $"{s.Die} {s.Noise} {s.Data} {s.Learning}"));
        Assert.Equal(new TrialSeeds(1, 1, 2, 2), plan.SeedsOf(0, 15));
    }

    [Fact]
    public void Paired_seeds_count_on_together()
    {
        StudyPlan plan = Planner.Make(Parse(Small, "samples={\"dies\":3,\"learningSeeds\":3,\"firstDie\":7,\"paired\":true}"), Formula);
        Assert.Equal(
            [new TrialSeeds(7, 0, 1, 1), new(8, 0, 1, 2), new(9, 0, 1, 3)],
            Enumerable.Range(0, plan.TrialsPerPoint).Select(trial => plan.SeedsOf(0, trial)));
        Assert.Equal("samples.paired", Assert.Single(Violations(Small, "samples={\"dies\":3,\"noiseSeeds\":2,\"paired\":true}")).Code);
    }

    private sealed class Choosy : ITrial
    {
        public IReadOnlyList<TrialMeasure> Measures => [];

        public void Check(TrialPoint point) => throw new InputException("choosy", "circuit", "No.", "Ask another.");

        public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop) => [];
    }
}
