using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>Energy on the membranes of every die, C V^2 / 2 over the reference voltage, from voltages alone: as <see cref="StoredEnergy{T}"/> has it of a chip by itself.</summary>
internal sealed class EnsembleStoredEnergy<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<EnsembleGroup<T>> _groups;
    private readonly double[] _units;
    private readonly Membrane[][] _membranes;
    private readonly double[][] _remembered;

    public EnsembleStoredEnergy(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups)
    {
        _groups = groups;
        _units = [.. chips.Select(chip => chip.Layout.Map.Capacitance * chip.Layout.Map.VoltageSwing * chip.Layout.Map.VoltageSwing / 2)];
        _membranes =
        [
            .. chips.Select(chip => chip.Layout.Groups.Skip(1)
                .SelectMany(group => Enumerable.Range(0, group.Size).Select(i => new Membrane(group.Capacitance[i], 1 / group.SlopeOf(i), group.OffsetOf(i)))).ToArray()),
        ];
        _remembered = [.. chips.Select(chip => chip.Layout.Groups.Skip(1).SelectMany(group => group.InitialState.Select((x, i) => group.MembraneOf(i, x))).ToArray())];
    }

    /// <summary>What is stored now in each group of a die, in joules.</summary>
    public void Now(int chip, Span<double> stored)
    {
        for (int g = 0, node = 0; g < _groups.Count; g++)
        {
            double sum = 0;
            for (int i = 0; i < _groups[g].Size; i++, node++)
            {
                ref readonly Membrane membrane = ref _membranes[chip][node];
                double u = membrane.Voltage(double.CreateTruncating(_groups[g].State[i, chip]));
                sum += membrane.Capacitance * u * u;
            }

            stored[g] = sum * _units[chip];
        }
    }

    /// <summary>Remembers where the membranes of a die are.</summary>
    public void Remember(int chip)
    {
        for (int g = 0, node = 0; g < _groups.Count; g++)
        {
            for (int i = 0; i < _groups[g].Size; i++, node++)
            {
                _remembered[chip][node] = _membranes[chip][node].Voltage(double.CreateTruncating(_groups[g].State[i, chip]));
            }
        }
    }

    /// <summary>Energies of putting the membranes of a die where they are now, from where they were last remembered: through switches, C dV^2 / 2 each.</summary>
    public LayerEnergy[] Recharge(int chip)
    {
        var layers = new LayerEnergy[_groups.Count];
        for (int g = 0, node = 0; g < layers.Length; g++)
        {
            double lost = 0, grown = 0;
            for (int i = 0; i < _groups[g].Size; i++, node++)
            {
                ref readonly Membrane membrane = ref _membranes[chip][node];
                double before = _remembered[chip][node], after = membrane.Voltage(double.CreateTruncating(_groups[g].State[i, chip]));
                lost += membrane.Capacitance * (after - before) * (after - before);
                grown += membrane.Capacitance * (after - before) * (after + before);
            }

            layers[g] = new() { Rails = lost * _units[chip], Bias = (lost + grown) * _units[chip], Stored = grown * _units[chip] };
        }

        Remember(chip);
        return layers;
    }

    private readonly record struct Membrane(double Capacitance, double Scale, double Shift)
    {
        public double Voltage(double state) => state * Scale - Shift;
    }
}
