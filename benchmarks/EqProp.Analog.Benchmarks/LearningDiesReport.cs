using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Learning;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times the learning of many dies at once beside that of the same dies one by one, in turn on one thread, and on two threads over one. Arguments:
/// <c>--smoke</c> few dies and examples; <c>--dies N</c> (64); <c>--examples N</c> an epoch (1000); <c>--seconds S</c> for each pair (8);
/// <c>--rounds N</c> on two threads (5).
/// </summary>
internal static class LearningDiesReport
{
    private static readonly (int Batch, int Free, int Nudged)[] Cases = [(1, 20, 8), (4, 20, 8), (20, 20, 8), (1, 60, 20)];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        int Option(string name, int usual, int smoke) =>
            Array.IndexOf(arguments, name) is var i and >= 0 ? int.Parse(arguments[i + 1], CultureInfo.InvariantCulture) : Smoke.IsOn ? smoke : usual;
        int dies = Option("--dies", 64, 3), examples = Option("--examples", 1000, 20), seconds = Option("--seconds", 8, 1), rounds = Option("--rounds", 5, 1);
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Console.WriteLine(Text($"- lanes: {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, single precision; 256-32-10 on generated digits, centered, {dies} dies with 5 % of mismatch, epochs of {examples} examples, best of interleaved epochs"));
        Console.WriteLine();
        Console.WriteLine("| batch | steps, free + 2 nudged | one by one, us a chip and example | at once | ratio | two threads over one |");
        Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
        foreach ((int batch, int free, int nudged) in Smoke.Some(Cases))
        {
            var dut = new LearningDiesCase(batch, examples, free, nudged);
            Trainer alone = dut.Alone(0);
            using EnsembleTrainer all = dut.All(dies, threads: 1), onTwo = dut.All(dies, threads: 2);
            double[] oneThread = BestOf.Interleaved(seconds, () => alone.RunEpoch(), () => all.RunEpoch());
            double[] threads = BestOf.InTurn(rounds, () => all.RunEpoch(), () => onTwo.RunEpoch());
            alone.Network.Dispose();
            double one = oneThread[0] * 1e6 / examples, each = oneThread[1] * 1e6 / dies / examples;
            Console.WriteLine(Text($"| {batch} | {free} + 2 x {nudged} | {one:F2} | {each:F2} | {one / each:F1} | {threads[0] / threads[1]:F2} |"));
        }

        return 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
