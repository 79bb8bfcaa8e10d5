using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.Training;

/// <summary>Gathers what a report shows beyond the record: waveforms, weight histograms, worst mistakes.</summary>
internal static class ReportDataBuilder
{
    private const int MistakesShown = 24;

    /// <summary>Steps drawn of a phase at most: every step of every node is kept until the report is written.</summary>
    private const int LongestWaveform = 5000;

    public static ReportData Build(
        ChipBench bench, RunRecord record, Evaluation test, NetworkParameters before, NetworkParameters after, SettlingHistogram settling) => new()
        {
            SettlingTimes = settling,
            Record = record,
            Circuit = bench.Circuit.Json,
            Waveforms = [Waveforms(bench)],
            Histograms = Histograms(bench.Network.Layout, before, after),
            Mistakes = Mistakes(bench.Data, test),
        };

    /// <summary>The phases of one test example, as long as they last in learning.</summary>
    internal static WaveformSet Waveforms(ChipBench bench)
    {
        NetworkLayout layout = bench.Network.Layout;
        LearningBlock learning = bench.Learning;
        ExampleSet test = bench.Data.Test;
        float[] targets = new float[layout.AnswerCount];
        new TargetEncoder(layout.AnswerCount, bench.Data.Classes, learning.Cost, learning.Targets).Encode(test.Labels[0], targets);
        double beta = (learning.Estimator == EstimatorKind.Negative ? -1 : 1) * learning.Beta!.Value;
        var phases = new LearningPhases(learning);
        using TimedChip chip = bench.InTime();
        var recorder = new TransientRecorder(chip.Network, bench.Circuit.Description.Simulation.TimeStep!.Value);
        Transient transient = recorder.Record(
            test.Inputs[..test.InputCount], Shown(phases.FreePhase),
            new TransientNudge(learning.Cost, beta, targets, Shown(phases.NudgedPhase)));
        return WaveformFiles.ToSet(transient, $"Test example 0 ({bench.Data.ClassNames[test.Labels[0]]})");
    }

    private static PhaseLength Shown(PhaseLength phase) => phase with { Steps = Math.Min(phase.Steps, LongestWaveform) };

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
                    Confidence = 0 - test.Margins[i],
                }),
        ];
    }
}
