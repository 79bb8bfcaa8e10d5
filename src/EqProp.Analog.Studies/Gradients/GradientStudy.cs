using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Spatial;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.OperatingPoints;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>
/// Compares the gradient estimates of equilibrium propagation with the exact gradient (adjoint) of a circuit, over the
/// nudging strength, with phases that settle to 1e-12 in double precision, and once with the circuit's own phases.
/// </summary>
public sealed class GradientStudy
{
    /// <summary>Most free nodes: the reference solves a dense system of that size.</summary>
    public const int MostNodes = 2000;

    private const double LargestBetaOfSlope = 0.1;
    private const double RoundingError = 1e-9;

    private static readonly EstimatorKind[] Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.Centered];

    private readonly CircuitDescription _description;
    private readonly LearningBlock _learning;
    private readonly Reciprocity? _reciprocity;
    private readonly NetworkEquations _equations;
    private readonly ExampleBatch _batch;
    private readonly double _limit;
    private readonly ReferenceEquilibrium[] _free;
    private readonly NetworkParameters _reference;

    private GradientStudy(ChipBench bench, NetworkParameters parameters, int examples)
    {
        _description = bench.Circuit.Description;
        _learning = bench.Learning;
        _reciprocity = Reciprocity.Measure(bench.Network.Layout, parameters, bench.Learning, bench.Data);
        _equations = new NetworkEquations(bench.Network.Layout, parameters);
        _batch = new ExampleBatch(bench.Network.Layout, bench.Learning, bench.Data, examples);
        _limit = _learning.Cost == CostKind.SquaredError ? NudgeRule.Limit(bench.Circuit.Description.Circuit) : double.PositiveInfinity;
        _free = [.. Enumerable.Range(0, _batch.Count).Select(e => ReferenceEquilibrium.Settle(_equations, _batch.InputOf(e)))];
        _reference = MeanReference();
    }

    /// <summary>Runs the study.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="options">Nudging strengths, examples and weights.</param>
    /// <param name="stop">Stops between phases.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="InputException">
    /// The network is too large, data or weights are not usable, or the free phase has no stable equilibrium.
    /// </exception>
    public static GradientResult Run(ResolvedCircuit circuit, GradientOptions options, CancellationToken stop = default)
    {
        RequireSmall(LayoutBuilder.Build(circuit.Description));
        using ChipBench bench = ChipBench.SetUp(circuit, options.Data, new SimulationOptions { Threads = 1 });
        NetworkLayout layout = bench.Network.Layout;
        bench.Network.Program(options.WeightFile is { } file
            ? WeightFile.Read(file, layout)
            : ParameterInitializer.Draw(layout, bench.Learning.Initialization, bench.Learning.Seed));

        // The reference is that of the conductances the chip really has: clipped, and rounded to its number format.
        NetworkParameters parameters = bench.Network.ReadBack();
        OscillationRule.Require(bench, parameters);
        var study = new GradientStudy(bench, parameters, Math.Min(options.Examples, bench.Network.BatchCapacity));
        List<GradientRow> rows = [];
        foreach (double beta in options.Betas.Order())
        {
            stop.ThrowIfCancellationRequested();
            rows.AddRange(study.Compare(beta));
        }

        var others = new RuleComparison(study._description, study._equations, study._batch, study._free, study._reference);
        GradientResult result = study.Result(bench.Network, rows) with { Rules = [.. others.Rows(options.Betas.Min(), stop)] };
        return circuit.Description.Circuit.Topology.Kind == TopologyKind.Residual ? result with { Stack = study.CompareStack() } : result;
    }

    private static void RequireSmall(NetworkLayout layout)
    {
        if (layout.FreeCount > MostNodes)
        {
            throw new InputException(
                "gradient.size", "circuit.topology",
                $"The circuit has {layout.FreeCount} free nodes; the exact gradient solves a dense system and takes at most {MostNodes}.",
                "Study a smaller circuit, as with --set \"circuit.topology.layers=[784,100,10]\".");
        }
    }

    private NetworkParameters MeanReference()
    {
        var mean = new NetworkParameters(_equations.Layout);
        for (int e = 0; e < _batch.Count; e++)
        {
            NetworkParameters one = ReferenceGradient.Adjoint(
                _equations, _batch.InputOf(e), _learning.Cost, _batch.TargetOf(e), _free[e].State);
            foreach (((_, double[] sum), (_, double[] values)) in mean.Arrays().Zip(one.Arrays()))
            {
                for (int k = 0; k < sum.Length; k++)
                {
                    sum[k] += values[k] / _batch.Count;
                }
            }
        }

        return mean;
    }

    private IEnumerable<GradientRow> Compare(double beta)
    {
        (SettledPhase? plus, string? plusFailure) = Nudged(beta);
        (SettledPhase? minus, string? minusFailure) = Nudged(-beta);
        SettledPhase free = SettledPhase.Of(_equations, _free);
        yield return plus is null
            ? new(EstimatorKind.Positive, beta, null, plusFailure)
            : new(EstimatorKind.Positive, beta, Agreement(plus, free, 1 / beta, [plus]), null);
        yield return minus is null
            ? new(EstimatorKind.Negative, beta, null, minusFailure)
            : new(EstimatorKind.Negative, beta, Agreement(minus, free, -1 / beta, [minus]), null);
        yield return plus is null || minus is null
            ? new(EstimatorKind.Centered, beta, null, plusFailure ?? minusFailure)
            : new(EstimatorKind.Centered, beta, Agreement(plus, minus, 1 / (2 * beta), [plus, minus]), null);
    }

    private (SettledPhase? Phase, string? Failure) Nudged(double beta)
    {
        if (beta <= -_limit)
        {
            return (null, FormattableString.Invariant($"a nudge of {beta:G4} is a negative resistor; the outputs hold against {_limit:G4}"));
        }

        try
        {
            ReferenceEquilibrium[] nudged = [.. _free.Select((free, e) => ReferenceEquilibrium.Settle(
                _equations, _batch.InputOf(e), new OutputNudge(_learning.Cost, beta, _batch.TargetOf(e)), free.State))];
            return (SettledPhase.Of(_equations, nudged), null);
        }
        catch (InputException unsettled) when (unsettled.Kind == FailureKind.Diverged)
        {
            return (null, unsettled.Violations[0].Message);
        }
    }

    private SpatialComparison CompareStack() => SpatialComparison.Compute(
        _equations.Layout, _equations.Parameters, _batch.InputOf(0), _learning.Cost, _batch.TargetOf(0), start: _free[0].State);

    private GradientAgreement Agreement(SettledPhase plus, SettledPhase minus, double scale, IReadOnlyList<SettledPhase> nudged)
    {
        NetworkParameters estimate = ContrastEstimate.Compute(
            _equations.Layout, plus.Activities, minus.Activities, scale, _equations.Parameters);
        ContrastEstimate.SetReadOut(
            _equations.Layout, _equations.Parameters, [.. nudged.Select(phase => phase.Outputs)], _batch.AllTargets(), estimate);
        return new GradientComparison(estimate, _reference).Total;
    }

    private GradientResult Result(IPhysicalNetwork network, IReadOnlyList<GradientRow> rows)
    {
        var phases = new LearningPhases(_learning);
        double beta = _learning.Beta!.Value;
        EstimatorKind estimator = _learning.Estimator is EstimatorKind.RandomSign or EstimatorKind.Alternating ? EstimatorKind.Positive : _learning.Estimator;
        double first = estimator == EstimatorKind.Negative ? -beta : beta;
        network.Clamp(_batch.Inputs, [.. Enumerable.Range(0, _batch.Count)]);
        network.StartAtInitialState();
        SettlingOutcome freeOutcome = phases.Free(network);
        (GradientAgreement own, double? nudgedResidual) = _learning.Rule == LearningRuleKind.EquilibriumPropagation
            ? Propagated()
            : (new GradientComparison(OwnWrites.Of(network, _learning, _batch.Targets), _reference).Total, null);
        return new GradientResult
        {
            Examples = _batch.Count,
            ReferenceNorm = new GradientComparison(_reference, _reference).Total.ReferenceNorm,
            KinkDistance = _free.Select((e, i) => _equations.KinkDistance(_batch.InputOf(i), e.State)).Min(),
            Rows = rows,
            Slopes = Estimators.ToDictionary(kind => kind, kind => Slope(rows.Where(row => row.Estimator == kind))),
            OwnPhases = own,
            OwnRule = _learning.Rule,
            Reciprocity = _reciprocity,
            OwnEstimator = estimator,
            OwnBeta = beta,
            OwnFreeResidual = freeOutcome.MaxResidual,
            OwnNudgedResidual = nudgedResidual,
        };

        (GradientAgreement Agreement, double? Residual) Propagated()
        {
            SettledPhase minus = SettledPhase.Read(network, _batch);
            (SettledPhase plus, SettlingOutcome outcome) = Own(first);
            bool centered = estimator == EstimatorKind.Centered;
            if (centered)
            {
                (minus, outcome) = Own(-beta);
            }

            return (Agreement(plus, minus, centered ? 1 / (2 * beta) : 1 / first, centered ? [plus, minus] : [plus]), outcome.MaxResidual);
        }

        (SettledPhase Phase, SettlingOutcome Outcome) Own(double signed)
        {
            network.Recall(HoldSlot.Free);
            network.Nudge(_learning.Cost, signed, _batch.Targets);
            SettlingOutcome settled = network.Settle(phases.NudgedPhase);
            return (SettledPhase.Read(network, _batch), settled);
        }
    }

    /// <summary>Least squares over small betas, where the error is above rounding.</summary>
    private static double? Slope(IEnumerable<GradientRow> rows)
    {
        (double X, double Y)[] points =
        [
            .. rows.Where(row => row.Beta <= LargestBetaOfSlope && row.Agreement is { RelativeError: > RoundingError })
                .Select(row => (Math.Log(row.Beta), Math.Log(row.Agreement!.Value.RelativeError))),
        ];
        if (points.Length < 2)
        {
            return null;
        }

        double x = points.Average(p => p.X), y = points.Average(p => p.Y);
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}
