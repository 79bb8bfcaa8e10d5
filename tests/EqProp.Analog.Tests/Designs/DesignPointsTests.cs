using EqProp.Analog.Studies.Designs;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;
using static EqProp.Analog.Tests.Designs.StudyTexts;

namespace EqProp.Analog.Tests.Designs;

public class DesignPointsTests
{
    private const double Word = 1.0 / (1L << 32);

    [Fact]
    public void A_grid_has_every_combination_and_its_last_axis_changes_fastest()
    {
        Study study = Parse(WithAxes(
            """
            { "path": "circuit.neurons.membraneCapacitance", "from": "0.1 pF", "to": "10 pF", "count": 3, "spacing": "logarithmic" },
            { "path": "learning.dataset", "values": [{ "name": "xor" }], "name": "set" }, { "path": "learning.shuffle", "values": [true, false] }
            """));
        string[] points = [.. DesignPoints.Of(study.Description.Design, study.Axes, _ => null!).Select(row => string.Join(" | ", row.Select(value => value.Text)))];
        Assert.Equal(6, points.Length);
        Assert.Equal("100 fF | {\"name\":\"xor\"} | true", points[0]);
        Assert.Equal("100 fF | {\"name\":\"xor\"} | false", points[1]);
        Assert.Equal("10 pF | {\"name\":\"xor\"} | false", points[5]);
        Assert.Equal([1e-13, 1e-12, 1e-11], study.Axes[0].Values.Select(value => value.Number));
        Assert.Equal(("F", true, false), (study.Axes[0].Unit, study.Axes[0].IsNumeric, study.Axes[1].IsNumeric));
    }

    [Fact]
    public void Whole_numbers_stay_whole()
    {
        Study study = Parse(WithAxes("""{ "path": "learning.epochs", "from": 1, "to": 4, "count": 6 }"""));
        Assert.Equal(["1", "2", "3", "4"], study.Axes[0].Values.Select(value => value.Text));
    }

    // The first points of the sequence as they are printed for new-joe-kuo-6: 0, 1/2, then 3/4 and 1/4 in Gray code, here in the order of the index.
    [Fact]
    public void The_first_points_of_the_Sobol_sequence_are_the_published_ones()
    {
        double[][] points = [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 3).Select(axis => SobolSequence.Word(i, SobolSequence.Directions(axis)) * Word).ToArray())];
        double[][] gray =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ];
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(gray[i], points[i ^ (i >> 1)]);
        }
    }

    // A (0, m, 1)-net in every dimension, whatever the direction numbers: a wrong one shows as two points in one slice.
    [Fact]
    public void Every_dimension_has_one_point_in_each_slice()
    {
        for (int axis = 0; axis < SobolSequence.MostDimensions; axis++)
        {
            uint[] directions = SobolSequence.Directions(axis);
            Assert.Equal(1024, Enumerable.Range(0, 1024).Select(i => SobolSequence.Word(i, directions) >> 22).Distinct().Count());
        }
    }

    // Property A of Sobol for the first dimensions: the first digits of 2^d points are all different.
    [Fact]
    public void The_first_dimensions_together_fill_every_corner()
    {
        const int Dimensions = 12;
        uint[][] directions = [.. Enumerable.Range(0, Dimensions).Select(SobolSequence.Directions)];
        int corners = Enumerable.Range(0, 1 << Dimensions)
            .Select(i => directions.Select((words, axis) => (SobolSequence.Word(i, words) >> 31) << axis).Aggregate((left, right) => left | right)).Distinct().Count();
        Assert.Equal(1 << Dimensions, corners);
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void A_Latin_hypercube_has_one_point_in_each_slice_of_each_axis(byte count, byte axes, int seed)
    {
        int points = count + 1, dimensions = axes % 6 + 1;
        IReadOnlyList<double[]> rows = UnitPoints.Of(DesignKind.LatinHypercube, points, dimensions, seed);
        for (int axis = 0; axis < dimensions; axis++)
        {
            Assert.Equal(Enumerable.Range(0, points), rows.Select(row => (int)(row[axis] * points)).Order());
        }
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void More_random_or_Sobol_points_go_on_from_fewer(byte count, int seed)
    {
        foreach (DesignKind kind in (DesignKind[])[DesignKind.Random, DesignKind.Sobol])
        {
            IReadOnlyList<double[]> few = UnitPoints.Of(kind, count + 1, 3, seed), many = UnitPoints.Of(kind, count + 9, 3, seed);
            Assert.Equal(few, many.Take(count + 1));
            Assert.All(many, row => Assert.All(row, share => Assert.InRange(share, 0, 1)));
            Assert.NotEqual(few, UnitPoints.Of(kind, count + 1, 3, seed + 1));
        }
    }

    [Fact]
    public void Saltelli_gives_A_then_A_with_one_column_of_B_after_another_then_B()
    {
        IReadOnlyList<double[]> rows = UnitPoints.Of(DesignKind.Saltelli, 8, 3, 5);
        Assert.Equal(8 * 5, rows.Count);
        for (int i = 0; i < rows.Count; i += 5)
        {
            (double[] a, double[] b) = (rows[i], rows[i + 4]);
            for (int axis = 0; axis < 3; axis++)
            {
                Assert.Equal(a.Select((value, j) => j == axis ? b[j] : value), rows[i + 1 + axis]);
            }

            Assert.All(a.Zip(b), pair => Assert.NotEqual(pair.First, pair.Second));
        }
    }

    [Fact]
    public void One_at_a_time_begins_with_the_circuit_as_it_is()
    {
        Study study = Parse(WithAxes(
            """{ "path": "learning.beta", "values": [0.1, 0.2] }, { "name": "l", "levels": [{ "name": "cold", "set": ["circuit.process.temperature=250 K"] }] }""",
            """ "design": { "kind": "oneAtATime" } """));
        AxisValue usual = new("usual", double.NaN, []);
        string[] points = [.. DesignPoints.Of(study.Description.Design, study.Axes, _ => usual).Select(row => string.Join(" ", row.Select(value => value.Text)))];
        Assert.Equal(["usual usual", "0.1 usual", "0.2 usual", "usual cold"], points);
    }

    // Kolmogorov's distance of 4096 Sobol points from the distribution is near 1 / 4096; far below that of random points.
    [Theory]
    [InlineData("normal", "\"5 mV\"", "\"2 mV\"")]
    [InlineData("logNormal", "\"5 mV\"", "0.4")]
    public void Drawn_values_have_the_distribution(string kind, string center, string sigma)
    {
        Study study = Parse(WithAxes(
            $$"""{ "path": "circuit.neurons.voltageSwing", "distribution": { "kind": "{{kind}}", "center": {{center}}, "sigma": {{sigma}} } }""",
            """ "design": { "kind": "sobol", "points": 4096 } """));
        double[] drawn = [.. DesignPoints.Of(study.Description.Design, study.Axes, _ => null!).Select(row => row[0].Number).Order()];
        Func<double, double> cdf = kind == "normal" ? x => Normal.CDF(5e-3, 2e-3, x) : x => LogNormal.CDF(Math.Log(5e-3), 0.4, x);
        double distance = drawn.Select((value, i) => Math.Abs(cdf(value) - (i + 0.5) / drawn.Length)).Max();
        Assert.InRange(distance, 0, 2.0 / drawn.Length);
    }

    [Fact]
    public void A_drawn_range_lies_evenly_between_its_ends()
    {
        Study study = Parse(WithAxes(
            """{ "path": "circuit.neurons.membraneCapacitance", "from": "0.1 pF", "to": "10 pF", "spacing": "logarithmic" }""", """ "design": { "kind": "sobol", "points": 256 } """));
        double[] logs = [.. DesignPoints.Of(study.Description.Design, study.Axes, _ => null!).Select(row => Math.Log10(row[0].Number)).Order()];
        Assert.All(logs.Select((log, i) => log - (-13 + 2 * (i + 0.5) / 256)), error => Assert.InRange(Math.Abs(error), 0, 2.0 / 256));
    }
}
