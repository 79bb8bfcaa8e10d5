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
    private readonly double[][] _stored;
    private readonly double[] _row;

    /// <param name="chips">The dies, with their membranes at their initial states.</param>
    /// <param name="groups">Free groups.</param>
    public EnsembleStoredEnergy(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups)
    {
        _groups = groups;
        _units = [.. chips.Select(chip => chip.Layout.Map.Capacitance * chip.Layout.Map.VoltageSwing * chip.Layout.Map.VoltageSwing / 2)];
        _membranes = [.. groups.Select((group, g) => Enumerable.Range(0, group.Size).SelectMany(i => chips.Select(chip => Of(chip.Layout.Groups[g + 1], i))).ToArray())];
        _stored = [.. groups.Select(_ => new double[chips.Count])];
        _row = new double[chips.Count];
    }

    /// <summary>What was stored in a group of a die when it was last looked at, in joules.</summary>
    public double Of(int g, int chip) => _stored[g][chip] * _units[chip];

    /// <summary>Looks where membranes are, and what is stored there.</summary>
    public void Look()
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            double[] stored = _stored[g];
            Array.Clear(stored);
            for (int i = 0, at = 0; i < _groups[g].Size; i++)
            {
                ReadStates(g, i);
                for (int chip = 0; chip < stored.Length; chip++, at++)
                {
                    ref Membrane membrane = ref _membranes[g][at];
                    double voltage = membrane.Voltage = _row[chip] * membrane.Scale - membrane.Shift;
                    stored[chip] += membrane.Capacitance * voltage * voltage;
                }
            }
        }
    }

    /// <summary>
    /// Looks, and says what putting the membranes of a group from where they were to where they are now costs: through switches, C dV^2 / 2 each.
    /// </summary>
    /// <param name="g">Index of the group.</param>
    /// <param name="lost">By die, in joules: what the switches dissipate.</param>
    /// <param name="grown">By die, in joules: what the membranes gain.</param>
    public void Recharge(int g, double[] lost, double[] grown)
    {
        double[] stored = _stored[g];
        Array.Clear(stored);
        Array.Clear(lost);
        Array.Clear(grown);
        for (int i = 0, at = 0; i < _groups[g].Size; i++)
        {
            ReadStates(g, i);
            for (int chip = 0; chip < stored.Length; chip++, at++)
            {
                ref Membrane membrane = ref _membranes[g][at];
                double voltage = _row[chip] * membrane.Scale - membrane.Shift, moved = voltage - membrane.Voltage, capacitance = membrane.Capacitance;
                lost[chip] += capacitance * moved * moved;
                grown[chip] += capacitance * moved * (voltage + membrane.Voltage);
                stored[chip] += capacitance * voltage * voltage;
                membrane.Voltage = voltage;
            }
        }

        for (int chip = 0; chip < stored.Length; chip++)
        {
            lost[chip] *= _units[chip];
            grown[chip] *= _units[chip];
        }
    }

    private static Membrane Of(NodeGroup group, int i) =>
        new() { Capacitance = group.Capacitance[i], Scale = 1 / group.SlopeOf(i), Shift = group.OffsetOf(i), Voltage = group.MembraneOf(i, group.InitialState[i]) };

    /// <summary>Copies one state of all dies.</summary>
    private void ReadStates(int g, int state)
    {
        ChipMatrix<T> states = _groups[g].State;
        for (int block = 0, chip = 0; block < states.Blocks.Count; block++)
        {
            ReadOnlySpan<T> lanes = states.Lanes(state, block);
            for (int lane = 0; lane < lanes.Length && chip < _row.Length; lane++, chip++)
            {
                _row[chip] = double.CreateTruncating(lanes[lane]);
            }
        }
    }

    private struct Membrane
    {
        public double Capacitance;
        public double Scale;
        public double Shift;

        /// <summary>Where it was last seen.</summary>
        public double Voltage;
    }
}
