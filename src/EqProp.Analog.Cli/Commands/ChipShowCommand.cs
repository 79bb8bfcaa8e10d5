using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Numerics.Quantities;
using EqProp.Analog.Studies.Chips;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop chip show</c>: what a die, or many, drew.</summary>
internal sealed class ChipShowCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly ChipsOption _chips = new("Gather so many dies, from that of --die-seed on; one if not given.");
    private readonly Option<bool> _values = new("--values") { Description = "List the value of every device, too." };
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public ChipShowCommand()
        : base("show", "Show how the parameters of one die, or of many, came out.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_chips, _values, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        var dies = DieRange.From(circuit.Description.Circuit, context.Get(_chips) ?? 1);
        string headline = $"{dies}{(NonIdealityCatalog.DiesDiffer(circuit.Description.Circuit) ? "" : ", all chips are alike")}";
        ChipSpread spread = ChipSpreadStudy.Run(circuit, dies, stop.Token);
        IReadOnlyList<string> files = context.Get(_out) is { } folder
            ? ChipFiles.Write(folder, spread, $"{circuit.Name}, {dies}", headline, context.Get(_values))
            : [];
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(context, circuit, spread, files));
            return ExitCode.Done;
        }

        context.Terminal.WriteLine($"{CircuitHeadline.Name(circuit)}, {headline}");
        Write(context, spread);
        if (files.Count > 0)
        {
            context.Terminal.WriteLine($"written to {context.Get(_out)}: {string.Join(", ", files)}");
        }

        return ExitCode.Done;
    }

    private void Write(CommandContext context, ChipSpread spread)
    {
        if (spread.Parameters.Count == 0)
        {
            context.Terminal.WriteLine("every device has its nominal value: there is nothing in circuit.fabrication or circuit.temperatureModel that changes one");
            return;
        }

        TextColumn[] numbers = [.. ((string[])["devices", "nominal", "mean", "sigma", "min", "max"]).Select(title => new TextColumn(title, Numbers: true))];
        TextTable table = new(["parameter", "where", .. numbers]);
        foreach (ParameterSummary p in spread.Parameters)
        {
            table.Add(
                p.Name, p.Group, p.Count.ToString(CultureInfo.InvariantCulture), p.Nominal is { } nominal ? Text(nominal, p.Unit) : "-",
                Text(p.Mean, p.Unit), Text(p.Sigma, p.Unit), Text(p.Minimum, p.Unit), Text(p.Maximum, p.Unit));
        }

        context.Terminal.Write(table);
        if (context.Get(_values))
        {
            context.Terminal.Write(Values(spread));
        }
    }

    private static TextTable Values(ChipSpread spread)
    {
        TextTable table = new(new TextColumn("die", Numbers: true), "parameter", "where", new TextColumn("device", Numbers: true), new TextColumn("value", Numbers: true));
        for (int i = 0; i < spread.Draws.Count; i++)
        {
            foreach (DrawnParameter p in spread.Draws[i])
            {
                for (int k = 0; k < p.Values.Count; k++)
                {
                    table.Add(Whole(spread.Dies[i]), p.Name, p.Group, Whole(k), Text(p.Values[k], p.Unit));
                }
            }
        }

        return table;

        static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private JsonObject Describe(CommandContext context, ResolvedCircuit circuit, ChipSpread spread, IReadOnlyList<string> files) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["firstDie"] = spread.Dies.First,
        ["chips"] = spread.Dies.Count,
        ["alike"] = !NonIdealityCatalog.DiesDiffer(circuit.Description.Circuit),
        ["folder"] = context.Get(_out),
        ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
        ["parameters"] = new JsonArray([.. spread.Parameters.Select(ParameterJson.Of)]),
        ["draws"] = context.Get(_values) ? new JsonArray([.. spread.Draws.Select((drawn, i) => ParameterJson.Of(spread.Dies[i], drawn))]) : null,
    };

    /// <summary>Four digits, with a prefix where there is a unit.</summary>
    private static string Text(double value, string unit)
    {
        string digits = value.ToString(unit.Length == 0 ? "G5" : "G4", CultureInfo.InvariantCulture);
        return unit.Length == 0 ? digits : QuantityText.Format(double.Parse(digits, CultureInfo.InvariantCulture), UnitTable.Get(unit));
    }
}
