namespace EqProp.Analog.Circuits;

/// <summary>Reads the table of a measured device, and fills in the range and step that follow from it, so that a resolved circuit stands on its own.</summary>
/// <param name="coupling">The coupling.</param>
/// <param name="folderOf">The folder in which a table named at a JSON path is looked for.</param>
/// <param name="findings">Where problems go.</param>
internal sealed class DeviceFiller(CouplingBlock coupling, Func<string, string> folderOf, Findings findings)
{
    private const string Block = "circuit.coupling.device";

    /// <summary>The coupling with values alone.</summary>
    public CouplingBlock Fill()
    {
        if (coupling.Device is not { Kind: SynapseDeviceKind.Measured } device)
        {
            return coupling;
        }

        if (device.Table is { } table && (device.UpConductances ?? device.DownConductances) is null)
        {
            if (PulseTable.Read(Path.Combine(folderOf($"{Block}.table"), table), $"{Block}.table", findings) is not { } trains)
            {
                return coupling;
            }

            device = device with { UpConductances = trains.Up, DownConductances = trains.Down, Table = null, Source = device.Source ?? table };
        }
        else if (device.Table is not null || device is { UpConductances: null } or { DownConductances: null })
        {
            findings.Add(
                "device.table", $"{Block}.table", "A measured device needs either a table or conductances of trains up and down.",
                "Give device.table, or both device.upConductances and device.downConductances.");
            return coupling;
        }
        else if (!PulseTable.Check(
            device.UpConductances!, device.DownConductances!, $"{Block}.upConductances", (train, i) => $"{train}Conductances[{i}]", "", findings))
        {
            return coupling;
        }

        return coupling with { Device = WithSteps(device) };
    }

    private SynapseDeviceBlock WithSteps(SynapseDeviceBlock device)
    {
        var steps = new MeasuredSteps(device.UpConductances!, device.DownConductances!);
        device = device with { RangeRatio = device.RangeRatio ?? steps.High / steps.Low };
        DeviceRange range = DeviceRange.Of(device, coupling.WeightRange is { Count: 2 } weights ? (weights[0], weights[1]) : (-1, 1));
        return device with { Step = device.Step ?? steps.Middle * (range.High - range.Low) / range.Full };
    }
}
