using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Tables;

/// <summary>Makes the tidy table out of packets. There are no times in it: the same study gives the same bits.</summary>
internal static class TableBuilder
{
    /// <summary>Builds the table.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="packets">Results in the order of their packets.</param>
    public static StudyTable Build(StudyPlan plan, IReadOnlyList<PacketResult> packets)
    {
        List<(int Point, TrialSeeds Seeds, TrialOutcome Outcome)> rows = [];
        foreach (PacketResult result in packets)
        {
            Packet packet = plan.PacketAt(result.Packet);
            rows.AddRange(result.Outcomes.Select((outcome, i) => (packet.Point, plan.SeedsOf(packet.Point, packet.First + i), outcome)));
        }

        TableColumn Texts(string name, ColumnRole role, Func<(int Point, TrialSeeds Seeds, TrialOutcome Outcome), string> value) => new(name, role, "", rows.Select(value).ToArray());
        TableColumn Whole(string name, ColumnRole role, Func<(int Point, TrialSeeds Seeds, TrialOutcome Outcome), int> value) => new(name, role, "", rows.Select(value).ToArray());
        TableColumn Axis(PlanAxis axis, int i) => axis.IsNumeric
            ? new(axis.Name, ColumnRole.Axis, axis.Unit, rows.Select(row => plan.Points[row.Point].Numbers[i]).ToArray())
            : Texts(axis.Name, ColumnRole.Axis, row => plan.Points[row.Point].Values[i]);
        return new(
        [
            Texts("study", ColumnRole.Identity, _ => plan.Description.Name),
            Texts("planHash", ColumnRole.Identity, _ => plan.Hash),
            Whole("point", ColumnRole.Identity, row => row.Point),
            .. plan.Axes.Select(Axis),
            Whole("die", ColumnRole.Seed, row => row.Seeds.Die),
            Whole("noiseSeed", ColumnRole.Seed, row => row.Seeds.Noise),
            Whole("dataSeed", ColumnRole.Seed, row => row.Seeds.Data),
            Whole("learningSeed", ColumnRole.Seed, row => row.Seeds.Learning),
            .. plan.Measures.Select((measure, i) => new TableColumn(measure.Name, ColumnRole.Measure, measure.Unit, rows.Select(row => row.Outcome.Values[i]).ToArray())),
            Texts("failure", ColumnRole.Measure, row => row.Outcome.Failure ?? ""),
            Texts("circuitHash", ColumnRole.Identity, row => plan.Points[row.Point].CircuitHash),
            Texts("version", ColumnRole.Identity, _ => plan.Tool.Version),
        ]);
    }
}
