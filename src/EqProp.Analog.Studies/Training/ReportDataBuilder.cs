using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Training;

/// <summary>Gathers what a report shows beyond the record: waveforms, weight histograms, worst mistakes.</summary>
internal static class ReportDataBuilder
{
    private const int MistakesShown = 24;
    private const int HiddenTraces = 4;
    private const int OutputTraces = 3;

    public static ReportData Build(ChipBench bench, RunRecord record, Evaluation test, NetworkParameters before, NetworkParameters after) => new()
    {
        Record = record,
        Circuit = bench.Circuit.Json,
        Waveforms = [Waveforms(bench)],
        Histograms = Histograms(bench.Network.Layout, before, after),
        Mistakes = Mistakes(bench.Data, test),
    };

    private static WaveformSet Waveforms(ChipBench bench)
    {
        IPhysicalNetwork network = bench.Network;
        NetworkLayout layout = network.Layout;
        var recorder = new NodeTraces(network, ChooseNodes(layout));
        network.Clamp(bench.Data.Test.Inputs, [0]);
        network.StartAtInitialState();
        recorder.Sample();
        int free = bench.Learning.FreePhase.Steps!.Value, nudged = bench.Learning.NudgedPhase.Steps!.Value;
        recorder.Run(free);
        float[] targets = new float[layout.AnswerCount];
        new TargetEncoder(layout.AnswerCount, bench.Data.Classes, bench.Learning.Cost, bench.Learning.Targets).Encode(bench.Data.Test.Labels[0], targets);
        double sign = bench.Learning.Estimator == EstimatorKind.Negative ? -1 : 1;
        network.Nudge(bench.Learning.Cost, sign * bench.Learning.Beta!.Value, targets);
        recorder.Run(nudged);
        network.ReleaseNudge();
        double step = bench.Circuit.Description.Simulation.TimeStep!.Value;
        return recorder.Finish(
            $"Test example 0 ({bench.Data.ClassNames[bench.Data.Test.Labels[0]]})", step,
            [new("free", 0, free * step, false), new("nudged", free * step, (free + nudged) * step, true)]);
    }

    private static IEnumerable<(int Group, int Node)> ChooseNodes(NetworkLayout layout)
    {
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            int size = layout.Groups[g].Size;
            int count = Math.Min(size, g == layout.OutputGroup ? OutputTraces : HiddenTraces);
            for (int i = 0; i < count; i++)
            {
                yield return (g, i * size / count);
            }
        }
    }

    private static IReadOnlyList<WeightHistogram> Histograms(NetworkLayout layout, NetworkParameters before, NetworkParameters after) =>
    [
        .. layout.Couplings.Select((coupling, i) => WeightHistogram.Of(
            $"{layout.Groups[coupling.Source].Name} to {layout.Groups[coupling.Target].Name}", before.Weights[i], after.Weights[i], layout.Map)),
    ];

    private static IReadOnlyList<MistakePicture> Mistakes(Dataset data, Evaluation test)
    {
        if (data.Picture is not { } size)
        {
            return [];
        }

        int inputs = data.Test.InputCount;
        return
        [
            .. Enumerable.Range(0, test.Examples)
                .Where(i => test.Answers[i] != data.Test.Labels[i])
                .OrderBy(i => test.Margins[i])
                .Take(MistakesShown)
                .Select(i => new MistakePicture
                {
                    Example = i,
                    Width = size.Width,
                    Height = size.Height,
                    Pixels = [.. data.Test.Inputs.AsSpan(i * inputs, inputs).ToArray().Select(x => (byte)Math.Clamp(x * 255 + 0.5f, 0, 255))],
                    Label = data.Test.Labels[i],
                    Answer = test.Answers[i],
                    Confidence = -test.Margins[i],
                }),
        ];
    }
}
