using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Writes a study of energy for people, spreadsheets and Accelergy.</summary>
public static class EnergyFiles
{
    /// <summary>Name of the page.</summary>
    public const string HtmlName = "energy.html";

    /// <summary>Name of the picture of where the joules of an inference go.</summary>
    public const string SvgName = "energy.svg";

    /// <summary>Name of the table of all rows.</summary>
    public const string CsvName = "items.csv";

    /// <summary>Name of the action counts of an inference; those of an update have "update-" before it.</summary>
    public const string CountsName = "action_counts.yaml";

    /// <summary>Name of the energy reference table of an inference; that of an update has "update-" before it.</summary>
    public const string TableName = "ERT.yaml";

    private const string OfUpdate = "update-";

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="energy">The study.</param>
    /// <param name="comparison">The same network elsewhere.</param>
    /// <param name="metrics">Its complexity; null where it is not known.</param>
    /// <param name="shelf">Folder of the shipped component tables.</param>
    /// <param name="hasWeights">Whether weights were given, so that answers mean something.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(
        string folder, ResolvedCircuit circuit, EnergyResult energy, IReadOnlyList<ComparedCost> comparison, NeuroBenchMetrics? metrics, string shelf, bool hasWeights)
    {
        NewFolder.Make(folder);
        List<(string Name, string Text)> files =
        [
            (HtmlName, ToHtml(energy, comparison, metrics, hasWeights)), (SvgName, EnergyBarPlot.Phases(energy.Inference, id: null)), (CsvName, ToCsv(energy)),
        ];
        var ledger = new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), ComponentTableFile.Of(circuit, shelf));
        AddAccelergy(files, "", Page(ledger.PerInference(), energy.Inference), circuit.Name);
        if (energy.Update is { } update)
        {
            AddAccelergy(files, OfUpdate, Page(ledger.PerUpdate(), update), circuit.Name);
        }

        files.ForEach(file => AtomicFile.WriteText(Path.Combine(folder, file.Name), file.Text));
        return [.. files.Select(file => file.Name)];
    }

    /// <summary>Every row of both figures; joules read back to the same bits.</summary>
    /// <param name="energy">The study.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string ToCsv(EnergyResult energy)
    {
        var text = new StringBuilder("scope,ledger,category,phase,group,component,action,count,unit_J,joules,fit,source\n");
        foreach (EnergyFigure figure in energy.Update is { } update ? (EnergyFigure[])[energy.Inference, update] : [energy.Inference])
        {
            foreach (EnergyItem item in figure.Items)
            {
                string[] cells =
                [
                    figure.Scope, EnergyBarPlot.Name(item.Ledger), EnergyBarPlot.Name(item.Category), EnergyBarPlot.Name(item.Phase), item.Group, item.Component, item.Action,
                    Number(item.Count), Number(item.UnitJoules), Number(item.Joules), item.Fit is { } fit ? EnergyBarPlot.Name(fit) : "simulated", item.Source,
                ];
                text.AppendJoin(',', cells.Select(CsvCell.Of)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The page.</summary>
    /// <param name="energy">The study.</param>
    /// <param name="comparison">The same network elsewhere.</param>
    /// <param name="metrics">Its complexity; null where it is not known.</param>
    /// <param name="hasWeights">Whether weights were given, so that answers mean something.</param>
    /// <returns>The content of an HTML file.</returns>
    public static string ToHtml(EnergyResult energy, IReadOnlyList<ComparedCost> comparison, NeuroBenchMetrics? metrics, bool hasWeights)
    {
        string title = $"{energy.CircuitName}: energy";
        var page = new HtmlPage(title);
        page.Element("h1", title).Element("p", $"Circuit {energy.CircuitHash[..12]}.", "meta");
        EnergySection.Write(page, energy, hasWeights);
        ComparisonSection.Write(page, comparison, metrics);
        return page.ToString();
    }

    // The counts of the description with the integrals of the simulation beside them, without what the integrals stand in for.
    private static LedgerPage Page(LedgerPage page, EnergyFigure figure)
    {
        HashSet<(string, string, string, ChipPhase)> kept = [.. figure.Items.Select(Key)];
        HashSet<(string, string, string, ChipPhase)> replaced = [.. page.Items.Select(Key).Where(key => !kept.Contains(key))];
        IEnumerable<ActionCount> integrals = figure.Items.Where(item => item.Ledger == EnergyLedger.Physical && item.Category != EnergyCategory.Static).Select(item => new ActionCount
        {
            Component = item.Component,
            Action = item.Action,
            Group = item.Group,
            Phase = item.Phase,
            Category = item.Category,
            Count = item.Count,
            Why = "integral over the simulated trajectory",
        });
        return page with
        {
            Items = figure.Items,
            Counts = [.. page.Counts.Where(count => !replaced.Contains((count.Component, count.Action, count.Group, count.Phase))), .. integrals],
        };
    }

    private static (string, string, string, ChipPhase) Key(EnergyItem item) => (item.Component, item.Action, item.Group, item.Phase);

    private static void AddAccelergy(List<(string Name, string Text)> files, string start, LedgerPage page, string chip)
    {
        files.Add((start + CountsName, AccelergyExport.ActionCounts(page, chip)));
        files.Add((start + TableName, AccelergyExport.EnergyReferenceTable(page, chip)));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
