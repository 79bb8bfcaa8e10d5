using System.Globalization;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times noise on one core: what each method and source adds to a step of 784-500-10, and an ensemble of fully connected chips with mismatch and noise on every
/// node. Arguments: <c>--smoke</c> small sizes; <c>--seconds S</c> for each figure (2).
/// </summary>
internal static class NoiseReport
{
    private const double StepBar = 1.6;
    private const double EnsembleBar = 0.15;

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        string? Option(string name) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : null;
        double seconds = double.Parse(Option("--seconds") ?? "2", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Console.WriteLine(Text($"- lanes: {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, single precision, one thread"));
        Console.WriteLine();
        PrintSteps(rows: 20, steps: Smoke.IsOn ? 2 : 20, seconds);
        Console.WriteLine();
        PrintEnsembles(chips: Smoke.IsOn ? 20 : 1000, neurons: 64, steps: Smoke.IsOn ? 5 : 200, seconds);
        return 0;
    }

    private static void PrintSteps(int rows, int steps, double seconds)
    {
        Console.WriteLine(Text($"| 784-500-10, batch {rows}: noise | method | ns a neuron-step | added to Euler without | bar |"));
        Console.WriteLine("| --- | --- | ---: | ---: | ---: |");
        using var network = new NoisyPairCase(rows, steps);
        (string Name, RelaxationMethod Method, Func<StateGroup<float>[], StepNoise<float>>? Noise)[] cases =
        [
            ("none", RelaxationMethod.Euler, null),
            ("white", RelaxationMethod.Euler, network.White),
            ("white", RelaxationMethod.AveragedEuler, network.White),
            ("white", RelaxationMethod.ExponentialEuler, network.White),
            ("white", RelaxationMethod.StochasticRungeKutta, network.White),
            ("white and a telegraph source", RelaxationMethod.Euler, groups => network.WithSources(groups, new TelegraphSource<float>(new(1, 0, StreamPurpose.TelegraphNoise), 50, 50, groups))),
            ("white and a shared line", RelaxationMethod.Euler, groups => network.WithSources(groups, new SharedLine<float>(new(1, 0, StreamPurpose.SupplyNoise), 0, 1, groups))),
            ("white and one Ornstein-Uhlenbeck source", RelaxationMethod.Euler, groups => network.WithSources(groups, Flicker(groups, 0))),
            ("white and five", RelaxationMethod.Euler, groups => network.WithSources(groups, [.. Enumerable.Range(0, 5).Select(k => Flicker(groups, k))])),
            ("white, correlated between all states", RelaxationMethod.AveragedEuler, network.Correlated),
        ];
        double[] best = BestOf.Interleaved(seconds * cases.Length, [.. cases.Select(c => network.Relax(c.Method, c.Noise))]);
        for (int i = 0; i < cases.Length; i++)
        {
            double scale = 1e9 / NoisyPairCase.NeuronSteps(rows, steps), each = best[i] * scale, quiet = best[0] * scale;
            Console.WriteLine(Text($"| {cases[i].Name} | {cases[i].Method} | {each:F2} | {each - quiet:F2} | {(i == 1 ? StepBar.ToString(CultureInfo.InvariantCulture) : "")} |"));
        }
    }

    private static OrnsteinUhlenbeckSource<float> Flicker(StateGroup<float>[] groups, int index) =>
        new(new(1, 0, StreamPurpose.FlickerNoise, 3 * index), Math.Pow(10, -index), groups);

    private static void PrintEnsembles(int chips, int neurons, int steps, double seconds)
    {
        Console.WriteLine(Text($"| {chips} chips of {neurons} neurons, all to all, {steps} steps | noise | s, one core | bar |"));
        Console.WriteLine("| --- | --- | ---: | ---: |");
        (EnsembleMethod Method, bool IsNoisy)[] cases = [(EnsembleMethod.Euler, false), (EnsembleMethod.Euler, true), (EnsembleMethod.AveragedEuler, true)];
        EnsembleCase[] ensembles = [.. cases.Select(c => new EnsembleCase(neurons, chips, c.Method, 0.05, VectorWidthSelection.Widest))];
        for (int i = 0; i < cases.Length; i++)
        {
            if (cases[i].IsNoisy)
            {
                ensembles[i].AddNoise(0.01f);
            }
        }

        double[] best = BestOf.Interleaved(seconds * cases.Length, [.. ensembles.Select(ensemble => (Action)(() => ensemble.Continue(steps)))]);
        for (int i = 0; i < cases.Length; i++)
        {
            string bar = cases[i].IsNoisy ? EnsembleBar.ToString(CultureInfo.InvariantCulture) : "";
            Console.WriteLine(Text($"| {(cases[i].Method.AveragesNoise ? "averaged Euler" : "Euler")} | {(cases[i].IsNoisy ? "white on every node" : "none")} | {best[i]:F4} | {bar} |"));
        }

        Array.ForEach(ensembles, ensemble => ensemble.Dispose());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
