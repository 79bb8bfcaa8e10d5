using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public sealed class TimeConstantTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tau", 2)]
    [InlineData(" 2 * tau ", 4)]
    [InlineData("tau / 4 + 1", 1.5)]
    [InlineData("-2^2 + 8", 4)]
    [InlineData("2^3^2", 512)]
    [InlineData("2^-1", 0.5)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("8 - 4 - 2", 2)]
    [InlineData("(1 + i) * n - k", 12)]
    [InlineData("1.5e1 + .5", 15.5)]
    [InlineData("exp(log(3))", 3)]
    [InlineData("sqrt(9) + abs(-2)", 5)]
    [InlineData("sin(pi / 2) + cos(0)", 2)]
    [InlineData("min(3, 2) + max(3, 2)", 5)]
    [InlineData("+-+2 + 4", 2)]
    public void A_formula_has_the_value_of_its_arithmetic(string text, double value) =>
        Assert.Equal(value, TimeFormula.Parse(text).Value!(new FormulaPoint(2, 4, 3, 3)), 1e-12);

    [Theory]
    [InlineData("", 1, "missing")]
    [InlineData("2 +", 4, "missing")]
    [InlineData("2 3", 3, "not expected")]
    [InlineData("(2", 3, "')' is missing")]
    [InlineData("tua", 1, "Did you mean 'tau'?")]
    [InlineData("2 * ecp(1)", 5, "Did you mean 'exp'?")]
    [InlineData("exp 2", 5, "'(' is missing")]
    [InlineData("min(2)", 6, "two values")]
    [InlineData("1.2.3", 1, "no number")]
    [InlineData("2 $ 3", 3, "'$' is not expected")]
    public void A_wrong_formula_is_pointed_at(string text, int position, string message)
    {
        FormulaProblem problem = TimeFormula.Parse(text).Problem!;
        Assert.Equal(position, problem.Position);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        Assert.Contains("nested", TimeFormula.Parse(new string('(', 100_000)).Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("nested", TimeFormula.Parse(new string('-', 100_000)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_becomes_values_with_the_formula_as_their_source()
    {
        ResolvedCircuit circuit = Resolve(
            Layered, """circuit.timeConstants=[{"groups":["output","hidden 1"],"formula":"tau * (k + i / n)"}]""");
        TimeConstantBlock block = Assert.Single(circuit.Description.Circuit.TimeConstants!);
        Assert.Null(block.Formula);
        Assert.Equal("tau * (k + i / n)", block.Source);
        Assert.Equal([1, 4 / 3.0, 5 / 3.0, 2], block.Values!.Select(value => value * 1e6), (a, b) => Math.Abs(a - b) < 1e-9);
        NetworkLayout layout = LayoutBuilder.Build(circuit.Description);
        Assert.Equal(5 / 3.0, layout.Groups[1].Capacitance[2], 1e-9);
        Assert.Equal(2, layout.Groups[2].Capacitance[0], 1e-9);
        ResolvedCircuit again = CircuitLoader.Parse(circuit.ToText(), "again.json");
        Assert.Equal(circuit.Hash, again.Hash);
    }

    [Fact]
    public void A_table_lies_beside_the_file_that_names_it()
    {
        string inner = Directory.CreateDirectory(_folder.File("inner")).FullName;
        File.WriteAllText(Path.Combine(inner, "taus.csv"), "node,tau\n0,1e-6\n\n1,2e-6\n2,3.5e-6\n");
        File.WriteAllText(Path.Combine(inner, "part.json"), """{"circuit":{"timeConstants":[{"groups":["hidden 1"],"table":"taus.csv"}]}}""");
        string file = _folder.Write("outer.json", "{ \"extends\": \"inner/part.json\"," + Layered.TrimStart()[1..]);

        ResolvedCircuit circuit = CircuitLoader.Load(file);

        Assert.Equal([1e-6, 2e-6, 3.5e-6], circuit.Description.Circuit.TimeConstants![0].Values);
        Assert.Null(circuit.Description.Circuit.TimeConstants[0].Table);
        string before = circuit.Hash;
        File.WriteAllText(Path.Combine(inner, "taus.csv"), "tau\n1e-6\n2e-6\n3.6e-6\n");
        Assert.NotEqual(before, CircuitLoader.Load(file).Hash);
    }

    [Theory]
    [InlineData("seconds\n1e-6\n", "line 1: the header has no column 'tau'")]
    [InlineData("node,tau\n0,1e-6\n1,2e-6\n2", "line 4: 1 columns")]
    [InlineData("tau\n1e-6\nNaN\n1e-6\n", "line 3: 'NaN'")]
    [InlineData("tau\n1e-6\n-1\n1e-6\n", "line 3: '-1'")]
    [InlineData("tau\n1e-6\n1 us\n1e-6\n", "line 3: '1 us'")]
    [InlineData("tau\n", "no rows")]
    [InlineData("", "no rows")]
    [InlineData("tau\n1e-6\n2e-6\n", "2 time constants for 3 neurons")]
    public void A_wrong_table_is_pointed_at(string text, string message)
    {
        string table = _folder.Write("taus.csv", text);
        Violation violation = Violation(
            Layered, $"circuit.timeConstants=[{{\"groups\":[\"hidden 1\"],\"table\":{System.Text.Json.JsonSerializer.Serialize(table)}}}]");
        Assert.StartsWith("timeConstants.", violation.Code, StringComparison.Ordinal);
        Assert.Contains(message, violation.Message, StringComparison.Ordinal);
        Assert.Contains("circuit.timeConstants[0]", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void A_missing_table_is_a_failure_of_input_and_output()
    {
        InputException failure = Assert.Throws<InputException>(() => Resolve(Layered, """circuit.timeConstants=[{"table":"nowhere.csv"}]"""));
        Assert.Equal(FailureKind.InputOutput, failure.Kind);
        Assert.Contains("nowhere.csv", failure.Violations[0].Path, StringComparison.Ordinal);
    }
}
