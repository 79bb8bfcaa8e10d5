using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy.Baselines;

/// <summary>
/// The operations of the same network on a digital circuit: inference as one multiply-add a synapse, training by backpropagation. A reciprocal synapse is
/// one weight. Weights are fetched, activities are not.
/// </summary>
/// <remarks>
/// Backpropagation of an example: a multiply-add a synapse ahead, one a synapse for the errors (not of synapses from inputs), one a synapse for the gradient; three
/// times an inference less the errors of the inputs. Then a multiply-add a weight and minibatch for the step, with a read and a write.
/// </remarks>
/// <param name="layout">The network.</param>
/// <param name="table">Energies: components int8, int32, fp16, fp32 with the actions add and multiply, memories with the action access.</param>
public sealed class DigitalBaseline(NetworkLayout layout, ComponentTable table)
{
    private const int WordBits = 64;
    private const int BitsOfByte = 8;

    private readonly long _synapses = new ChipCounts(layout).Synapses;
    private readonly long _fromInputs = new ChipCounts(layout with { Couplings = [.. layout.Couplings.Where(coupling => coupling.Source == 0)] }).Synapses;

    /// <summary>One inference.</summary>
    /// <param name="number">Format of weights and activities.</param>
    /// <param name="memory">Where the weights are.</param>
    /// <param name="examplesPerFetch">Examples that a fetched weight serves: 1 without reuse.</param>
    /// <returns>Its cost.</returns>
    public BaselineCost Inference(DigitalNumber number, DigitalMemory memory, int examplesPerFetch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examplesPerFetch);
        Rows rows = new(table);
        rows.MultiplyAdd(number, ChipPhase.Free, _synapses);
        rows.Access(memory, ChipPhase.Free, Words(number) / examplesPerFetch);
        return Cost(rows, number, memory, $"one multiply-add a synapse and example, each weight fetched once for {Examples(examplesPerFetch)}");
    }

    /// <summary>One update by backpropagation.</summary>
    /// <param name="number">Format of weights, activities, errors and gradients.</param>
    /// <param name="memory">Where the weights are.</param>
    /// <param name="examples">Examples of the minibatch.</param>
    /// <param name="examplesPerFetch">Examples that a fetched weight serves: 1 without reuse.</param>
    /// <returns>Its cost.</returns>
    public BaselineCost Training(DigitalNumber number, DigitalMemory memory, int examples, int examplesPerFetch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(examplesPerFetch);
        Rows rows = new(table);
        double fetched = (double)examples / examplesPerFetch, errors = _synapses - _fromInputs;
        rows.MultiplyAdd(number, ChipPhase.Free, (double)examples * _synapses);
        rows.Access(memory, ChipPhase.Free, fetched * Words(number));
        rows.MultiplyAdd(number, ChipPhase.Nudge, examples * (errors + _synapses));
        rows.Access(memory, ChipPhase.Nudge, fetched * Words(number) * errors / Math.Max(_synapses, 1));
        rows.MultiplyAdd(number, ChipPhase.Update, _synapses);
        rows.Access(memory, ChipPhase.Update, 2 * Words(number));
        return Cost(
            rows, number, memory,
            $"backpropagation of {Examples(examples)}: a multiply-add a synapse and example ahead, for the errors (not of inputs) and for the gradient; each weight fetched once ahead "
            + $"and once for errors for {Examples(examplesPerFetch)}; one step, which reads and writes each weight");
    }

    private BaselineCost Cost(Rows rows, DigitalNumber number, DigitalMemory memory, string counted) => new()
    {
        Name = $"{RecordShapes.FileName(number.ToString())}, weights in {Rows.NameOf(memory)}",
        Boundary = $"Arithmetic and fetches of weights: {counted}. Not counted: activities, control, clock, leakage, and whether {_synapses} weights fit the memory.",
        Items = rows.Items,
        Missing = rows.Missing,
        WeightBytes = _synapses * Rows.BitsOf(number) / BitsOfByte,
    };

    private double Words(DigitalNumber number) => (double)_synapses * Rows.BitsOf(number) / WordBits;

    private static string Examples(int count) => count == 1 ? "one example" : $"{count} examples";

    private sealed class Rows(ComponentTable table)
    {
        public List<EnergyItem> Items { get; } = [];

        public List<MissingComponent> Missing { get; } = [];

        public static int BitsOf(DigitalNumber number) => number switch { DigitalNumber.Int8 => 8, DigitalNumber.Fp16 => 16, _ => 32 };

        public static string NameOf(DigitalMemory memory) => memory switch
        {
            DigitalMemory.Cache8kB => "memory-8kB",
            DigitalMemory.Cache32kB => "memory-32kB",
            DigitalMemory.Sram1MB => "memory-1MB",
            _ => "dram",
        };

        // Products of 8 bits are added up in 32.
        public void MultiplyAdd(DigitalNumber number, ChipPhase phase, double count)
        {
            string name = RecordShapes.FileName(number.ToString());
            Add(name, "multiply", EnergyCategory.Coupling, phase, count);
            Add(number == DigitalNumber.Int8 ? "int32" : name, "add", EnergyCategory.Coupling, phase, count);
        }

        public void Access(DigitalMemory memory, ChipPhase phase, double count) => Add(NameOf(memory), "access", EnergyCategory.Dynamic, phase, count);

        private void Add(string component, string action, EnergyCategory category, ChipPhase phase, double count)
        {
            if (count == 0)
            {
                return;
            }

            if (table.Find(component, action) is not { Energy: { } energy, Formula: EnergyFormula.Constant } entry)
            {
                Missing.Add(new(component, action, count, $"Give the table {table.Name} a row {component} {action} of constant energy."));
                return;
            }

            Items.Add(new EnergyItem
            {
                Ledger = EnergyLedger.Periphery,
                Category = category,
                Phase = phase,
                Component = component,
                Action = action,
                Count = count,
                UnitJoules = energy.Value,
                Source = ActionEnergy.SourceOf(table, entry),
                Fit = entry.Fit,
                Entry = entry,
            });
        }
    }
}
