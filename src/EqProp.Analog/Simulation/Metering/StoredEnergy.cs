using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>Energy on the capacitors of membranes and wires, C V^2 / 2 over the reference voltage, from voltages alone.</summary>
internal sealed class StoredEnergy<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly OutputLines<T> _lines;
    private readonly double _unit;
    private readonly double[] _wires;
    private readonly double[][] _capacitances;
    private readonly double[][] _scales;
    private readonly double[][] _shifts;
    private readonly double[][] _voltages;

    public StoredEnergy(ChipInstance chip, IReadOnlyList<StateGroup<T>> groups, OutputLines<T> lines, int capacity)
    {
        DimensionlessMap map = chip.Layout.Map;
        NodeGroup[] nodes = [.. chip.Layout.Groups.Skip(1)];
        _groups = groups;
        _lines = lines;
        _unit = map.Capacitance * map.VoltageSwing * map.VoltageSwing / 2;
        _wires = [.. nodes.Select(group => WireCapacitance.Of(chip, group) / map.Capacitance)];
        _capacitances = [.. nodes.Select(group => group.Capacitance.ToArray())];
        _scales = [.. nodes.Select(group => Enumerable.Range(0, group.Size).Select(i => 1 / group.SlopeOf(i)).ToArray())];
        _shifts = [.. nodes.Select(group => Enumerable.Range(0, group.Size).Select(group.OffsetOf).ToArray())];
        double[][] initial = [.. nodes.Select(group => group.InitialState.Select((x, i) => group.MembraneOf(i, x)).ToArray())];
        _voltages = [.. initial.Select(row => Enumerable.Repeat(row, capacity).SelectMany(x => x).ToArray())];
    }

    /// <summary>What is stored now by group, in joules over examples.</summary>
    public double[] Now(int rows)
    {
        var stored = new double[_groups.Count];
        for (int g = 0; g < stored.Length; g++)
        {
            double[] capacitances = _capacitances[g];
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<T> states = _groups[g].State(0).Row(row);
                for (int i = 0; i < capacitances.Length; i++)
                {
                    double u = double.CreateTruncating(states[i]) * _scales[g][i] - _shifts[g][i];
                    stored[g] += capacitances[i] * u * u;
                }

                stored[g] += OnWires(g, row);
            }

            stored[g] *= _unit;
        }

        return stored;
    }

    /// <summary>Remembers where membranes are.</summary>
    public void Remember(int rows)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<T> states = _groups[g].State(0).Row(row);
                Span<double> voltages = _voltages[g].AsSpan(row * states.Length, states.Length);
                for (int i = 0; i < voltages.Length; i++)
                {
                    voltages[i] = double.CreateTruncating(states[i]) * _scales[g][i] - _shifts[g][i];
                }
            }
        }
    }

    /// <summary>Energies of putting membranes where they are now, from where they were last remembered: through switches, C dV^2 / 2 each.</summary>
    public LayerEnergy[] Recharge(int rows)
    {
        var layers = new LayerEnergy[_groups.Count];
        for (int g = 0; g < layers.Length; g++)
        {
            double lost = 0, grown = 0;
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<T> states = _groups[g].State(0).Row(row);
                ReadOnlySpan<double> voltages = _voltages[g].AsSpan(row * states.Length, states.Length);
                for (int i = 0; i < voltages.Length; i++)
                {
                    double before = voltages[i], after = double.CreateTruncating(states[i]) * _scales[g][i] - _shifts[g][i];
                    lost += _capacitances[g][i] * (after - before) * (after - before);
                    grown += _capacitances[g][i] * (after - before) * (after + before);
                }
            }

            layers[g] = new() { Rails = lost * _unit, Bias = (lost + grown) * _unit, Stored = grown * _unit };
        }

        Remember(rows);
        return layers;
    }

    private double OnWires(int g, int row)
    {
        double sum = 0;
        if (_wires[g] > 0 && _lines.Groups[g] is { } line)
        {
            foreach (T volts in line.State(0).Row(row))
            {
                double v = double.CreateTruncating(volts);
                sum += _wires[g] * v * v;
            }
        }

        return sum;
    }
}
