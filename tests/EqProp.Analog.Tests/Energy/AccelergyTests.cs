using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Tests.Energy;

/// <summary>The formats of Accelergy: its library CSV in, action counts and energies out.</summary>
public class AccelergyTests
{
    private const string Library = """
        # all of this is a comment
        technology, resolution|bits, global_cycle_seconds, voltage, n_components, Energy, area, action,,
        65nm,       8,               100e-9,               1.2,     2,            3.0,    500,  Convert|READ # of two
        65nm,       6,               100e-9,               1.2,     1,            0.9,    200,  convert|read
        65,         8,               *,                    ,        1,            9,      9,    convert
        65nm,       *,               100e-9,               1.2,     1,            0,      500,  write|update
        65nm,       8,               100e-9,               1.2,     1,            0.2,    500,  leak

        COMPONENT: Own_DAC
        energy,area,action
        1.5,10,convert|read|write|update
        0,10,idle
        """;

    [Fact]
    public void Rows_alternatives_wildcards_components_and_leakage_are_read()
    {
        ComponentTable table = AccelergyLibrary.Parse(Library, "lib/adc65.csv");
        Assert.Equal("adc65", table.Name);
        ComponentEntry first = table.Find("adc65", "convert")!;
        Assert.Equal(1.5e-12, first.Energy!.Value, 1e-20);
        Assert.Equal(ValueDistribution.Exact, first.Energy.Distribution);
        Assert.Equal((65.0, 1.2, 250.0), (first.TechnologyNm!.Value, first.Voltage!.Value, first.AreaUm2!.Value));
        Assert.Equal(0.2e-12 / 100e-9, first.LeakagePower!.Value, 1e-12);
        Assert.Contains("line 3", first.Source, StringComparison.Ordinal);
        ComponentEntry six = table.Components.Single(entry => entry.Component.StartsWith("adc65:", StringComparison.Ordinal) && entry.Component.Contains("resolution=6", StringComparison.Ordinal) && entry.Action == "convert");
        Assert.Equal(0.9e-12, six.Energy!.Value, 1e-20);
        Assert.Equal(0, table.Find("adc65", "write")!.Energy!.Value);
        Assert.Equal(1.5e-12, table.Find("own_dac", "update")!.Energy!.Value, 1e-20);
        Assert.Null(table.Find("own_dac", "idle"));
    }

    [Theory]
    [InlineData("accelergy.column", "line 1", "energy,action\n1,read|write|update|leak")]
    [InlineData("accelergy.column", "line 1", "energy,energy,area,action\n1,1,1,read|write|update|leak")]
    [InlineData("accelergy.columns", "line 3", "energy,area,action\n0,1,write|update|idle\n1,read")]
    [InlineData("accelergy.number", "line 2", "energy,area,action\n-1,1,read|write|update|idle")]
    [InlineData("accelergy.number", "line 2", "energy,area,action\nnan,1,read|write|update")]
    [InlineData("accelergy.number", "line 2", "energy,area,action\n*,1,read|write|update")]
    [InlineData("accelergy.action", "line 2", "energy,area,action\n1,1,")]
    [InlineData("accelergy.action", "own.csv: own", "energy,area,action\n1,1,read|write\n0,1,idle")]
    [InlineData("accelergy.cycle", "line 2", "energy,area,action\n1,1,read|write|update|leak")]
    [InlineData("accelergy.component", "line 1", "COMPONENT:\nenergy,area,action\n0,1,read|write|update|leak")]
    [InlineData("accelergy.empty", "own.csv", "# nothing")]
    public void What_is_wrong_names_the_row(string code, string where, string text)
    {
        IReadOnlyList<Violation> violations = Assert.Throws<InputException>(() => AccelergyLibrary.Parse(text, "own.csv")).Violations;
        Violation violation = violations.First(one => one.Code == code);
        Assert.EndsWith(where, violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void A_run_that_is_costed_again_from_what_is_exported_costs_the_same()
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky");
        LedgerPage page = new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), ComponentTableFile.Of(circuit, EnergyCircuits.Shelf)).PerUpdate();
        string counts = AccelergyExport.ActionCounts(page, "digits-leaky"), energies = AccelergyExport.EnergyReferenceTable(page, "digits-leaky");
        Assert.StartsWith("action_counts:\n  version: 0.2\n  subtree:\n  - name: digits_leaky\n    local:\n", counts, StringComparison.Ordinal);
        Assert.StartsWith("ERT:\n  version: 0.3\n  tables:\n  - name: digits_leaky.", energies, StringComparison.Ordinal);
        Dictionary<string, double> often = Read(counts, "counts: ", 4), cost = Read(energies, "energy: ", 2);
        Assert.Equal(cost.Keys.Order(), often.Keys.Order());
        double again = often.Sum(action => action.Value * cost[action.Key]) * 1e-12;
        Assert.InRange(again / page.Joules, 1 - 1e-12, 1 + 1e-12);
    }

    // A line "- name:" of the component's indentation starts a component, a deeper one an action.
    private static Dictionary<string, double> Read(string yaml, string field, int indentation)
    {
        Dictionary<string, double> values = [];
        string component = "", action = "";
        foreach (string line in yaml.Split('\n'))
        {
            string text = line.Trim();
            if (text.StartsWith("- name: ", StringComparison.Ordinal))
            {
                (component, action) = line.Length - line.TrimStart().Length <= indentation ? (text[8..].Split('.')[^1], "") : (component, text[8..]);
            }
            else if (text.StartsWith(field, StringComparison.Ordinal))
            {
                values.Add($"{component} {action}", double.Parse(text[field.Length..], CultureInfo.InvariantCulture));
            }
        }

        return values;
    }
}
