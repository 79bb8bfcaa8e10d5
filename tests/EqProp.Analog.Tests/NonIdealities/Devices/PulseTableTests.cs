using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.NonIdealities.Devices;

/// <summary>Pulse responses from files.</summary>
public class PulseTableTests
{
    private const string Header = "pulse,conductance_up_S,conductance_down_S";

    [Fact]
    public void A_table_becomes_trains_a_step_and_a_range_of_the_resolved_circuit()
    {
        using var folder = new TemporaryFolder();
        string[] rows = [.. DeviceBlocks.UpTrain.Zip(DeviceBlocks.DownTrain, (up, down) => string.Create(CultureInfo.InvariantCulture, $"0,{up:R},{down:R}"))];

        SynapseDeviceBlock device = Load(folder, [Header, .. rows])!;

        Assert.Equal(DeviceBlocks.UpTrain, device.UpConductances);
        Assert.Null(device.Table);
        double low = Math.Max(DeviceBlocks.UpTrain[0], DeviceBlocks.DownTrain[^1]), high = Math.Min(DeviceBlocks.UpTrain[^1], DeviceBlocks.DownTrain[0]);
        Assert.Equal(high / low, device.RangeRatio!.Value, 1e-9);
        // Half way, both trains have their share 1 - exp(-1/12) of 9.2 uS left between them.
        double expected = (1 - Math.Exp(-1 / 12.0)) * 9.2e-6 / 2 / (high - low) * 2 * (1 - low / high);
        Assert.Equal(expected, device.Step!.Value, 2e-3 * expected);
    }

    [Theory]
    [InlineData("1,1e-6,9e-6|2,2e-6,8e-6|3,1.5e-6,7e-6|4,4e-6,1e-6", "line 4: the conductance goes from 2E-06 S to 1.5E-06 S with a pulse up")]
    [InlineData("1,1e-6,9e-6|2,2e-6,8e-6|3,3e-6,8.5e-6|4,4e-6,1e-6", "line 4: the conductance goes from 8E-06 S to 8.5E-06 S with a pulse down")]
    [InlineData("1,1e-6,9e-6|2,NaN,8e-6|3,3e-6,7e-6|4,4e-6,1e-6", "line 3: 'NaN' is not a conductance")]
    [InlineData("1,1e-6,9e-6|2,2e-6,8e-6|3,3e-6,7e-6|4,4e-6,-1e-6", "line 5: -1E-06 S is not a conductance")]
    [InlineData("1,1e-6,9e-6|2,2e-6|3,3e-6,7e-6|4,4e-6,1e-6", "line 3: 2 columns; the header has 3")]
    [InlineData("1,1e-6,9e-6|2,2e-6,8e-6", "table.csv: 2 pulses; at least 4 are needed")]
    [InlineData("1,1e-6,9e-6|2,2e-6,8e-6|3,3e-6,7e-6|4,4e-6,6e-6", "no range is common to both")]
    public void What_is_wrong_in_a_table_is_named_by_file_and_row(string rows, string message)
    {
        using var folder = new TemporaryFolder();
        InputException failure = Assert.Throws<InputException>(() => Load(folder, [Header, .. rows.Split('|')]));
        Violation violation = Assert.Single(failure.Violations);
        Assert.Equal("device.table", violation.Code);
        Assert.Contains("circuit.coupling.device.table", violation.Path);
        Assert.Contains(message, violation.Message);
        Assert.Contains("table.csv", violation.Message);
    }

    [Fact]
    public void A_table_without_its_columns_and_a_missing_one_are_refused()
    {
        using var folder = new TemporaryFolder();
        InputException columns = Assert.Throws<InputException>(() => Load(folder, ["pulse,up,down", "1,2,3"]));
        Assert.Contains("conductance_up_S", Assert.Single(columns.Violations).Message);
        InputException missing = Assert.Throws<InputException>(() => TrainingRuns.Moons("""circuit.coupling.device={"kind":"measured","table":"nowhere.csv"}"""));
        Assert.Equal(FailureKind.InputOutput, missing.Kind);
        InputException neither = Assert.Throws<InputException>(() => TrainingRuns.Moons("""circuit.coupling.device={"kind":"measured"}"""));
        Assert.Equal("device.table", Assert.Single(neither.Violations).Code);
    }

    private static SynapseDeviceBlock? Load(TemporaryFolder folder, string[] lines)
    {
        string file = folder.File("table.csv");
        File.WriteAllLines(file, lines);
        return TrainingRuns.Moons($$"""circuit.coupling.device={"kind":"measured","table":"{{file.Replace('\\', '/')}}"}""").Description.Circuit.Coupling.Device;
    }
}
