using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>Energy on the capacitors of membranes and wires, C V^2 / 2 over the reference voltage, from voltages alone.</summary>
internal sealed class StoredEnergy<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly OutputLines<T> _lines;
    private readonly double[] _wires;
    private readonly double[] _noted;
    private readonly double[][] _voltages;

    public StoredEnergy(ChipInstance chip, IReadOnlyList<StateGroup<T>> groups, OutputLines<T> lines, int capacity)
    {
        _layout = chip.Layout;
        _groups = groups;
        _lines = lines;
        _wires = [.. chip.Layout.Groups.Skip(1).Select(group => WireCapacitance.Of(chip, group))];
        _noted = new double[groups.Count];
        _voltages = [.. chip.Layout.Groups.Skip(1).Select(group => Enumerable.Range(0, capacity).SelectMany(_ => group.InitialState.Select((x, i) => group.MembraneOf(i, x))).ToArray())];
    }

    /// <summary>Notes what is stored.</summary>
    public void Note(int rows)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            _noted[g] = Of(g, rows);
        }
    }

    /// <summary>What each layer has gained since, in joules; remembers where membranes are.</summary>
    public IReadOnlyList<double> Growth(int rows)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            Remember(g, rows);
        }

        return [.. _noted.Select((before, g) => Of(g, rows) - before)];
    }

    /// <summary>Energies of putting membranes where they are now, from where they were last remembered: through switches, C dV^2 / 2 each.</summary>
    public IEnumerable<LayerEnergy> Recharge(int rows)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            NodeGroup group = _layout.Groups[g + 1];
            double lost = 0, grown = 0;
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < group.Size; i++)
                {
                    double before = _voltages[g][row * group.Size + i], after = Voltage(g, row, i);
                    lost += group.Capacitance[i] * (after - before) * (after - before) / 2;
                    grown += group.Capacitance[i] * (after * after - before * before) / 2;
                }
            }

            Remember(g, rows);
            double unit = Unit;
            yield return new() { Rails = lost * unit, Bias = (lost + grown) * unit, Stored = grown * unit };
        }
    }

    private double Unit => _layout.Map.Capacitance * _layout.Map.VoltageSwing * _layout.Map.VoltageSwing;

    private double Voltage(int g, int row, int i) => _layout.Groups[g + 1].MembraneOf(i, double.CreateTruncating(_groups[g].State(0).Row(row)[i]));

    private void Remember(int g, int rows)
    {
        int size = _layout.Groups[g + 1].Size;
        for (int k = 0; k < rows * size; k++)
        {
            _voltages[g][k] = Voltage(g, k / size, k % size);
        }
    }

    private double Of(int g, int rows)
    {
        NodeGroup group = _layout.Groups[g + 1];
        double sum = 0, wire = _wires[g] / _layout.Map.Capacitance;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < group.Size; i++)
            {
                double u = Voltage(g, row, i);
                sum += group.Capacitance[i] * u * u / 2;
            }

            if (_lines.Groups[g] is { } line && wire > 0)
            {
                foreach (T volts in line.State(0).Row(row))
                {
                    double v = double.CreateTruncating(volts);
                    sum += wire * v * v / 2;
                }
            }
        }

        return sum * Unit;
    }
}
