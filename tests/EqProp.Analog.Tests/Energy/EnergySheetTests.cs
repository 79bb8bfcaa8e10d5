using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>The sheets in src/ENERGY-SHEETS.md, which were worked out first, against the ledgers.</summary>
public class EnergySheetTests
{
    private const double Rounding = 1e-5;

    [Theory]
    [InlineData("digits-leaky")]
    [InlineData("mnist-leaky-500")]
    public void Every_row_of_an_inference_is_as_worked_out(string preset) => Compare(Rows($"### An inference of {preset}"), Ledger(preset).PerInference());

    [Theory]
    [InlineData("digits-leaky")]
    [InlineData("mnist-leaky-500")]
    public void Every_row_of_an_update_is_as_worked_out(string preset) => Compare(Rows($"### An update of {preset}"), Ledger(preset).PerUpdate());

    private static PeripheryLedger Ledger(string preset)
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset(preset);
        return new(circuit.Description, LayoutBuilder.Build(circuit.Description), ComponentTableFile.Of(circuit, EnergyCircuits.Shelf));
    }

    private static void Compare(SheetRow[] sheet, LedgerPage page)
    {
        Assert.Empty(page.Missing);
        string[] tool = [.. page.Items.Select(item => $"{Lower(item.Ledger)} {Lower(item.Phase)} {item.Component} {item.Action} {item.Group}").Order(StringComparer.Ordinal)];
        Assert.Equal(sheet.Select(row => row.Name).Order(StringComparer.Ordinal), tool);
        foreach (SheetRow row in sheet)
        {
            EnergyItem item = page.Items.Single(item => row.Name == $"{Lower(item.Ledger)} {Lower(item.Phase)} {item.Component} {item.Action} {item.Group}");
            Assert.Equal(row.Count, item.Count);
            Close(row.Unit, item.UnitJoules);
            Close(row.Joules, item.Joules);
            Assert.NotEmpty(item.Source);
            Assert.NotNull(item.Fit);
        }
    }

    private static string Lower(Enum name) => name.ToString().ToLowerInvariant();

    private static void Close(double expected, double actual) => Assert.InRange(actual, expected * (1 - Rounding), expected * (1 + Rounding));

    private static SheetRow[] Rows(string heading)
    {
        string[] lines = [.. File.ReadAllLines(RepositoryRoot.Combine("src", "ENERGY-SHEETS.md"))
            .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)];
        Assert.InRange(lines.Length, 10, 60);
        return [.. lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => new SheetRow(
            $"{cells[1]} {cells[2]} {cells[3]} {cells[4]} {cells[5]}", Number(cells[7]), Number(cells[9]), Number(cells[10])))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record SheetRow(string Name, double Count, double Unit, double Joules);
}
