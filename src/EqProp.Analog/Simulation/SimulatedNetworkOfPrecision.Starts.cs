using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation;

/// <summary>Where free phases start, and where states are kept for later ones.</summary>
internal sealed partial class SimulatedNetwork<T>
{
    private delegate void StartFiller(int group, int row, Span<T> states);

    public void StartAtInitialState() => Start((group, row, states) =>
    {
        IReadOnlyList<double> initial = Layout.Groups[group + 1].InitialState;
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = T.CreateTruncating(initial[i]);
        }
    });

    public void StartAtRandom(int seed, ReadOnlySpan<int> rows)
    {
        int[] keys = rows.ToArray();
        Start((group, row, states) =>
        {
            var stream = new RandomStream(seed, StreamPurpose.StartState, (ulong)keys[row], (uint)group);
            for (int i = 0; i < states.Length; i++)
            {
                states[i] = T.CreateTruncating(stream.NextDouble());
            }
        });
    }

    public StateBank CreateBank(int examples) => (long)examples * Layout.FreeCount <= Array.MaxLength
        ? new SimulatedStateBank<T>(examples, Layout.FreeCount)
        : throw new InputException(
            "learning.start", "learning.start", $"Stored states of {examples} examples of {Layout.FreeCount} neurons do not fit in one array.",
            "Start free phases from zero (learning.start=zero), or use fewer examples.");

    public void StartFrom(StateBank bank, ReadOnlySpan<int> rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            ((SimulatedStateBank<T>)bank).Restore(rows[row], _groups, row);
        }

        AdmitStates();
    }

    public void Store(StateBank bank, ReadOnlySpan<int> rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            ((SimulatedStateBank<T>)bank).Keep(rows[row], _groups, row);
        }
    }

    private void Start(StartFiller fill)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int row = 0; row < _rows; row++)
            {
                fill(g, row, _groups[g].State(0).Row(row));
            }
        }

        AdmitStates();
    }

    private void AdmitStates()
    {
        _seen.AreMeans = false;
        _engine.AdmitStates(_rows);
        _lines.Start(_rows);
        _meter?.Started(_rows);
    }
}
