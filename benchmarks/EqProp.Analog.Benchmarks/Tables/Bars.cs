using System.Numerics;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Tables;

/// <summary>The bars of one core, and of two.</summary>
internal static class Bars
{
    private static readonly int[] Batches = [64, 128, 256, 512];
    private static readonly (int Depth, int Columns)[] Layers = [(784, 500), (500, 500)];

    /// <summary>All of them, in the order of the table.</summary>
    public static IEnumerable<Bar> All =>
    [
        .. Products<float>("float product", 0.85, andOpenBlas: true),
        .. Products<double>("double product", 0.80, andOpenBlas: false),
        Vector(new(500, 784)),
        Vector(new(784, 500)),
        Step("leak + hard sigmoid step, float", new(1, 2048), NeuronKind.HardSigmoid, 12),
        Step("leak + tanh step, float", new(1, 2048), NeuronKind.Tanh, 2),
        Gaussian(4096),
        Noise(new(20, 500)),
        NoisyPair(rows: 20),
        Ensemble(neurons: 64, chips: 256),
        NoisyEnsemble(neurons: 64, chips: 1000, steps: 200),
        TwoThreads(new(128, 500)),
        TwoThreads(new(512, 500)),
    ];

    private static IEnumerable<Bar> Products<T>(string name, double share, bool andOpenBlas)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        from layer in Layers
        from batch in Batches
        let size = new ProductSize(batch, layer.Depth, layer.Columns)
        let asked = FormattableString.Invariant($"at least {share * 100:F0} % of FMA peak{(andOpenBlas ? " and OpenBLAS" : "")}")
        select new Bar($"{name} {size}", asked, seconds => Product<T>(size, share, andOpenBlas, seconds));

    private static Outcome Product<T>(ProductSize size, double share, bool andOpenBlas, double seconds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var product = new ProductCase<T>(size);
        Action[] works = OpenBlas.IsAvailable
            ? [product.Ours(), FmaPeak.Sample<T>(), product.Theirs(Contender.OpenBlas)]
            : [product.Ours(), FmaPeak.Sample<T>()];
        double[] best = BestOf.Interleaved(seconds, works);
        double ours = size.Operations / best[0] / 1e9, peak = FmaPeak.Flops<T>() / best[1] / 1e9;
        if (!OpenBlas.IsAvailable)
        {
            bool? met = andOpenBlas ? null : ours >= share * peak;
            return Outcome.Of(met, $"{ours:F1} GFLOP/s = {ours / peak * 100:F1} % of {peak:F1}; OpenBLAS not available");
        }

        double theirs = size.Operations / best[2] / 1e9;
        return Outcome.Of(
            ours >= share * peak && (!andOpenBlas || ours >= theirs),
            $"{ours:F1} GFLOP/s = {ours / peak * 100:F1} % of {peak:F1}; OpenBLAS {theirs:F1} = {theirs / peak * 100:F1} %");
    }

    private static Bar Vector(MatrixSize size) => new($"batch 1, {size}", "at least 90 % of the read rate of as many bytes", seconds =>
    {
        using var product = new VectorProductCase(size);
        using var loop = new ReadLoop(size.Bytes);
        Action[] works = OpenBlas.IsAvailable ? [product.Ours(), loop.Read, product.Theirs(Contender.OpenBlas)] : [product.Ours(), loop.Read];
        double[] best = BestOf.Interleaved(seconds, works);
        double ours = size.Bytes / best[0] / 1e9, limit = loop.Bytes / best[1] / 1e9;
        string theirs = OpenBlas.IsAvailable ? FormattableString.Invariant($"OpenBLAS {size.Bytes / best[2] / 1e9:F1}") : "OpenBLAS not available";
        return Outcome.Of(ours >= 0.9 * limit, $"{ours:F1} GB/s = {ours / limit * 100:F1} % of {limit:F1}; {theirs}");
    });

    private static Bar Step(string name, LayerSize size, NeuronKind kind, double asked) =>
        new($"{name}, {size} (L1)", FormattableString.Invariant($"at least {asked:F1} G elements/s"), seconds =>
        {
            using var step = new StepCase(size, kind);
            double rate = size.Elements / BestOf.Interleaved(seconds, step.Ours())[0] / 1e9;
            return Outcome.Of(rate >= asked, $"{rate:F2} G elements/s");
        });

    private static Bar Gaussian(int count) => new($"Gaussian float, {count}", "at least 0.7 G/s", seconds =>
    {
        using var draw = new DrawCase<float>(Draw.Gaussian, count);
        double rate = count / BestOf.Interleaved(seconds, draw.Ours())[0] / 1e9;
        return Outcome.Of(rate >= 0.7, $"{rate:F3} G/s");
    });

    private static Bar Noise(LayerSize size)
    {
        string name = $"noise added to a recurrent Euler step {size.Neurons}x{size.Neurons}, batch {size.Rows}";
        return new(name, "at most 1.6 ns a neuron-step, and 1.5x the step without", seconds =>
        {
            using var step = new NoisyRecurrentCase(size);
            double[] best = BestOf.Interleaved(seconds, step.Ours(), step.Quiet(), FmaPeak.Sample<float>());
            double scale = 1e9 / (size.Elements * NoisyRecurrentCase.Steps), noisy = best[0] * scale, quiet = best[1] * scale;
            double rate = RecurrentCase.Operations(size) / size.Elements / quiet, peak = FmaPeak.Flops<float>() / best[2] / 1e9;
            return Outcome.Of(
                noisy - quiet <= 1.6 && noisy <= 1.5 * quiet,
                $"{noisy - quiet:F2} ns a neuron-step; {noisy:F2} with, {quiet:F2} without = {noisy / quiet:F2}x; without {rate:F1} GFLOP/s = {rate / peak * 100:F1} % of {peak:F1}");
        });
    }

    private static Bar NoisyPair(int rows) => new($"noise added to an Euler step of 784-500-10, batch {rows}", "at most 1.6 ns a neuron-step", seconds =>
    {
        const int Steps = 20;
        using var network = new NoisyPairCase(rows, Steps);
        double[] best = BestOf.Interleaved(seconds, network.Ours(), network.Relax(RelaxationMethod.Euler, null), network.Relax(RelaxationMethod.AveragedEuler, network.White));
        double scale = 1e9 / NoisyPairCase.NeuronSteps(rows, Steps), noisy = best[0] * scale, quiet = best[1] * scale, averaged = best[2] * scale;
        return Outcome.Of(noisy - quiet <= 1.6, $"{noisy - quiet:F2} ns a neuron-step, averaged {averaged - quiet:F2}; {noisy:F2} with, {quiet:F2} without");
    });

    private static Bar NoisyEnsemble(int neurons, int chips, int steps) =>
        new($"{steps} Euler steps with noise, {chips} chips of {neurons} neurons, all to all, tanh", "below 0.15 s", seconds =>
        {
            using var euler = new EnsembleCase(neurons, chips, EnsembleMethod.Euler, 0.05, VectorWidthSelection.Widest);
            using var averaged = new EnsembleCase(neurons, chips, EnsembleMethod.AveragedEuler, 0.05, VectorWidthSelection.Widest);
            euler.AddNoise(0.01f);
            averaged.AddNoise(0.01f);
            double[] best = BestOf.Interleaved(seconds, () => euler.Continue(steps), () => averaged.Continue(steps));
            return Outcome.Of(best.Max() < 0.15, $"{best[0] * 1e3:F1} ms; averaged Euler {best[1] * 1e3:F1} ms");
        });

    private static Bar Ensemble(int neurons, int chips)
    {
        const double Accuracy = 1e-4, Microseconds = 40;
        return new($"settle of 10 tau, {chips} chips of {neurons} neurons, all to all, tanh", "below 40 us a chip at 1e-4", seconds =>
        {
            EnsembleCandidate[] candidates = [EnsembleCandidate.RungeKutta4, EnsembleCandidate.OwnSteps];
            var reference = new EnsembleReference(neurons, Smoke.IsOn ? 1 : 32);
            EnsembleCase[] cases = [.. candidates.Select(c => new EnsembleCase(neurons, chips, c.Method, c.NominalStep, VectorWidthSelection.Widest))];
            double[] errors = [.. cases.Zip(candidates, reference.LargestError)];
            Action[] settles = [.. cases.Zip(candidates, (c, candidate) => (Action)(() => c.Settle(candidate.Steps)))];
            double[] best = [.. BestOf.Interleaved(seconds, settles).Select(s => s / chips * 1e6)];
            Array.ForEach(cases, c => c.Dispose());
            return Outcome.Of(
                errors.Zip(best).Any(pair => pair.First <= Accuracy && pair.Second < Microseconds),
                $"{candidates[0].Name} {best[0]:F2} us, largest error {errors[0]:E1}; {candidates[1].Name} {best[1]:F2} us, {errors[1]:E1}");
        });
    }

    private static Bar TwoThreads(LayerSize size) => new($"2 threads over 1, relaxation {size.Neurons}x{size.Neurons}, batch {size.Rows}", "at least 1.8x, best of 20 pairs", _ =>
    {
        const int Steps = 20, Pairs = 20;
        if (Environment.ProcessorCount < 2)
        {
            return Outcome.Of(null, $"not measured: one processor allowed");
        }

        using var layer = new RecurrentCase(size);
        Action one = layer.Relax(Steps, threads: 1), two = layer.Relax(Steps, threads: 2);
        double[] best = BestOf.InTurn(Pairs, one, two);
        return Outcome.Of(best[0] / best[1] >= 1.8, $"{best[0] / best[1]:F2}x ({best[0] * 1e3:F2} ms, {best[1] * 1e3:F2} ms), load {MachineLines.LoadAverage()}");
    });
}
