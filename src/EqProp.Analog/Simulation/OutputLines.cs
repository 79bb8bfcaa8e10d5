using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The wires between neurons' output buffers and their synapses, where a resistance or the buffers' own pole makes them states of their own.
/// They follow the outputs with a delay and do not move operating points, so that only transients need them.
/// </summary>
internal sealed class OutputLines<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<StateGroup<T>> _neurons;
    private readonly StateGroup<T>?[] _lines;
    private readonly double[] _mostLag;

    /// <param name="layout">The circuit.</param>
    /// <param name="neurons">Its free groups.</param>
    /// <param name="capacity">Most examples.</param>
    /// <param name="step">Nominal step in time constants; null where wires have no delay.</param>
    public OutputLines(NetworkLayout layout, IReadOnlyList<StateGroup<T>> neurons, int capacity, double? step)
    {
        _neurons = neurons;
        _lines = [.. neurons.Select((group, g) => step is { } time && layout.Groups[g + 1].LineTime > 0
            ? Create(group, capacity, time / layout.Groups[g + 1].LineTime)
            : null)];
        _mostLag = [.. layout.Groups.Skip(1).Select(group => group.SlewRate * group.LineTime)];
    }

    /// <summary>The wires of each free group; null where they have no delay.</summary>
    public IReadOnlyList<StateGroup<T>?> Groups => _lines;

    /// <summary>What synapses see of a neuron group: its wires, or the group itself where they have no delay.</summary>
    public StateGroup<T> Behind(int freeGroup) => _lines[freeGroup] ?? _neurons[freeGroup];

    /// <summary>What moves the wires.</summary>
    public IEnumerable<GroupStepper<T>> Steppers(KernelSet<T> kernels)
    {
        for (int g = 0; g < _lines.Length; g++)
        {
            if (_lines[g] is { } lines)
            {
                yield return NeuronCatalog.CreateLineStepper(kernels, lines, _mostLag[g]);
            }
        }
    }

    /// <summary>Puts every wire at its neuron's output.</summary>
    public void Start(int rows)
    {
        foreach (StateGroup<T> lines in _lines.OfType<StateGroup<T>>())
        {
            lines.State(0).CopyRowsFrom(lines.Follows!.Output(0), rows);
            lines.Output(0).CopyRowsFrom(lines.Follows.Output(0), rows);
        }
    }

    public void Dispose()
    {
        foreach (StateGroup<T> lines in _lines.OfType<StateGroup<T>>())
        {
            lines.Dispose();
        }
    }

    private static StateGroup<T> Create(StateGroup<T> neurons, int capacity, double rate)
    {
        var lines = new StateGroup<T>(capacity, neurons.Size, outputIsState: false) { Follows = neurons };
        lines.Leak.Row(0).Fill(T.One);
        lines.Rate.Row(0).Fill(T.CreateTruncating(rate));
        return lines;
    }
}
