using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Studies.Tolerances;

/// <summary>
/// How much of each non-ideality alone a chip bears: chips that are ideal but for one thing learn, and the level at which their accuracy falls below a target
/// is found by halving the range of levels. Accuracy is taken to fall with the level; where it does not, the level found is one of
/// several.
/// </summary>
public sealed class ToleranceStudy
{
    /// <summary>Everything that is not ideal, taken away.</summary>
    private static readonly string[] Ideal = ["circuit.plasticity=null", "circuit.fabrication=null", "circuit.noise=null", "circuit.coupling.device=null"];

    private readonly ResolvedCircuit _circuit;
    private readonly ToleranceOptions _options;
    private readonly TrialBook _book;
    private readonly Action<int, string>? _progress;
    private int _trainings;

    private ToleranceStudy(ResolvedCircuit circuit, ToleranceOptions options, Action<int, string>? progress)
    {
        _circuit = circuit;
        _options = options;
        _book = new TrialBook(options.TrialFile);
        _progress = progress;
    }

    /// <summary>Runs the study.</summary>
    /// <param name="circuit">A circuit with a learning block; what it says of plasticity unit, fabrication and noise is only what levels are compared with.</param>
    /// <param name="options">Target, dies, ...</param>
    /// <param name="progress">Called with the trainings done and what was found, by several threads; may be null.</param>
    /// <param name="stop">Stops; what is done is kept in the trial file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">The circuit cannot learn, ideal chips miss the target, or there is no such axis.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ToleranceResult Run(ResolvedCircuit circuit, ToleranceOptions options, Action<int, string>? progress = null, CancellationToken stop = default)
    {
        var study = new ToleranceStudy(circuit, options, progress);
        IReadOnlyList<ToleranceAxis> axes = study.Chosen();
        double ideal = study.Accuracy([], stop);
        if (ideal < options.TargetPercent)
        {
            throw new InputException(
                "tolerance.target", "--target", FormattableString.Invariant($"Ideal chips reach {ideal:0.##} %, less than the target of {options.TargetPercent:0.##} %: there is nothing to lose."),
                "Lower --target, or let the circuit learn longer (--set learning.epochs=...).");
        }

        var rows = new ToleranceRow?[axes.Count];
        var reasons = new string?[axes.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop };
        try
        {
            Parallel.For(0, axes.Count, parallel, i =>
            {
                reasons[i] = study.Misfit(axes[i]);
                rows[i] = reasons[i] is null ? study.Bisect(axes[i], stop) : null;
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        return new ToleranceResult(
            options.TargetPercent, ideal, options.Dies, [.. rows.OfType<ToleranceRow>().OrderBy(row => row.Margin)],
            [.. axes.Zip(reasons).Where(pair => pair.Second is not null).Select(pair => (pair.First.Name, pair.Second!))], study._trainings);
    }

    private IReadOnlyList<ToleranceAxis> Chosen()
    {
        string[] unknown = [.. _options.Only.Where(name => ToleranceAxes.All.All(axis => axis.Name != name))];
        if (unknown.Length > 0)
        {
            throw new InputException(
                "tolerance.axis", "--only", $"There is no '{unknown[0]}'.", $"Name one of: {string.Join(", ", ToleranceAxes.All.Select(axis => axis.Name))}.");
        }

        return [.. ToleranceAxes.All.Where(axis => _options.Only.Count == 0 || _options.Only.Contains(axis.Name)).Select(OfCircuit)];
    }

    /// <summary>Lengths of phases are compared with those that the circuit has.</summary>
    private ToleranceAxis OfCircuit(ToleranceAxis axis) =>
        double.IsNaN(axis.Harmless) && Said(axis) is { } steps ? axis with { Harmless = steps, Usual = steps } : axis;

    /// <summary>Why an axis means nothing for the circuit; null where it does.</summary>
    private string? Misfit(ToleranceAxis axis)
    {
        if (!(axis.Harmless > 0) || axis.Harmless == axis.Worst)
        {
            return "the circuit says nothing of it";
        }

        try
        {
            LearningRuleFit.Require(On(axis.At(axis.Harmless), die: 0).Description);
            return null;
        }
        catch (InputException unfit)
        {
            return unfit.Violations[0].Message;
        }
    }

    private ToleranceRow Bisect(ToleranceAxis axis, CancellationToken stop)
    {
        double? said = Said(axis) is { } number and > 0 ? number : null;
        ToleranceRow Row(double? bears, double? there, double? fails, double? beyond) =>
            new(axis, bears, there, fails, beyond, said ?? axis.Usual, said is not null);
        double worst = Accuracy(axis.At(axis.Worst), stop);
        if (worst >= _options.TargetPercent)
        {
            return Row(axis.Worst, worst, null, null);
        }

        double harmless = Accuracy(axis.At(axis.Harmless), stop);
        if (harmless < _options.TargetPercent)
        {
            return Row(null, null, axis.Harmless, harmless);
        }

        (double good, double bad) = (0, 1);
        for (int halving = 0; halving < _options.Halvings; halving++)
        {
            double middle = (good + bad) / 2, level = axis.Between(middle);
            if (axis.IsWhole && (level == axis.Between(good) || level == axis.Between(bad)))
            {
                break;
            }

            double accuracy = Accuracy(axis.At(level), stop);
            if (accuracy >= _options.TargetPercent)
            {
                (good, harmless) = (middle, accuracy);
            }
            else
            {
                (bad, worst) = (middle, accuracy);
            }
        }

        _progress?.Invoke(_trainings, FormattableString.Invariant($"{axis.Name}: bears {axis.Between(good):G3} {axis.Unit}").TrimEnd());
        return Row(axis.Between(good), harmless, axis.Between(bad), worst);
    }

    /// <summary>Mean accuracy over the dies, in percent.</summary>
    private double Accuracy(IReadOnlyList<string> settings, CancellationToken stop)
    {
        double sum = 0;
        for (int die = 0; die < _options.Dies; die++)
        {
            stop.ThrowIfCancellationRequested();
            ResolvedCircuit circuit = On(settings, die);
            double? known = _book.Find(circuit.Hash);
            double accuracy = known ?? ToleranceTrial.AccuracyPercent(circuit, _options.Data, stop);
            if (known is null)
            {
                _book.Add(circuit.Hash, accuracy);
            }

            _progress?.Invoke(Interlocked.Increment(ref _trainings), settings.Count == 0 ? "ideal" : settings[^1]);
            sum += accuracy;
        }

        return sum / _options.Dies;
    }

    /// <summary>The circuit, ideal but for some settings, on a die that has noise and first weights of its own.</summary>
    private ResolvedCircuit On(IReadOnlyList<string> settings, int die)
    {
        LearningBlock learning = _circuit.Description.Learning ?? throw new InputException(
            "learning.missing", $"{_circuit.Origin}: learning", "This circuit has no learning block.", "Add one (eqprop new writes an example).");
        return CircuitLoader.Parse(_circuit.ToText(), _circuit.Origin,
        [
            .. Ideal, .. settings, FormattableString.Invariant($"circuit.fabrication.die={die}"),
            FormattableString.Invariant($"simulation.noiseSeed={die}"), FormattableString.Invariant($"learning.seed={learning.Seed + die}"),
        ]);
    }

    /// <summary>What the circuit says of an axis; null where it says nothing.</summary>
    private double? Said(ToleranceAxis axis)
    {
        JsonNode? node = axis.Path is null ? null : _circuit.Json;
        foreach (string key in axis.Path?.Split('.') ?? [])
        {
            node = (node as JsonObject)?[key];
        }

        if (node is not JsonValue value)
        {
            return null;
        }

        if (value.GetValueKind() == JsonValueKind.Number)
        {
            return double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        }

        return value.TryGetValue(out string? text) && QuantityText.TryParse(text, UnitTable.Get(axis.Unit), out double quantity, out _) ? quantity : null;
    }
}
