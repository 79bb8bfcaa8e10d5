using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Gives the synapses of a layout what they conduct on one die.</summary>
internal sealed class FabricatedSynapses
{
    private readonly NetworkLayout _layout;
    private readonly SpreadTable _spreads;
    private readonly DieStreams _streams;
    private readonly FaultBlock _faults;
    private readonly bool[][] _dead;
    private readonly double[][] _outputGains;
    private readonly double[][] _feedbackGains;
    private readonly double _shared;
    private readonly DieGradient? _gainGradient;
    private readonly DieGradient? _directionGradient;
    private readonly DieGradient? _offsetGradient;

    public FabricatedSynapses(CircuitBlock circuit, NetworkLayout layout, SpreadTable spreads, DieStreams streams, FabricatedNodes nodes)
    {
        _layout = layout;
        _spreads = spreads;
        _streams = streams;
        _faults = circuit.Fabrication?.Faults ?? new FaultBlock();
        _dead = [.. layout.Groups.Select((group, g) => Enumerable.Range(0, group.Size)
            .Select(i => g > 0 && _faults.DeadNeurons > 0 && streams.NeuronFault(NeuronOf(g), i).NextDouble() < _faults.DeadNeurons).ToArray())];
        _outputGains = GainsOf(VariedParameter.OutputGain);
        _feedbackGains = GainsOf(VariedParameter.FeedbackGain);
        _shared = FabricatedNodes.CornerOf(circuit).SynapseGain * TemperatureFactors.Of(circuit).Synapse;
        _gainGradient = spreads.Gradient(VariedParameter.SynapseGain);
        _directionGradient = spreads.Gradient(VariedParameter.SynapseDirection);
        _offsetGradient = spreads.Gradient(VariedParameter.SynapseOffset);

        // Clamped inputs have no buffers that differ.
        double[][] GainsOf(VariedParameter parameter) =>
            [.. layout.Groups.Select((group, g) => g == 0 ? Ones(group.Size) : nodes.Factors(parameter, g, _ => 1, 1))];
    }

    /// <summary>The group of the neurons whose states a group holds: of inhibitors that of their activators.</summary>
    private int NeuronOf(int group) => _layout.Cells.Where(cell => cell.Inhibitor == group).Select(cell => cell.Activator).DefaultIfEmpty(group).First();

    /// <summary>One coupling with its drawn values; the same coupling where nothing differs from the drawing.</summary>
    public Coupling Apply(int c)
    {
        Coupling coupling = _layout.Couplings[c];
        string target = _layout.Groups[coupling.Target].Name;
        // One resistor on two membranes conducts alike both ways, and nothing where nothing is written.
        bool isResistor = JoinsMembranes(coupling);
        var draw = new CouplingDraw
        {
            Coupling = c,
            IsResistor = isResistor,
            Gain = _shared * _spreads.SharedFactor(VariedParameter.SynapseGain, target, 1),
            Ahead = isResistor ? 1 : _spreads.SharedFactor(VariedParameter.SynapseDirection, target, 1),
            Back = isResistor ? 1 : _spreads.SharedFactor(VariedParameter.SynapseDirection, target, 1, backward: true),
            Offset = isResistor ? 0 : _spreads.SharedOffset(VariedParameter.SynapseOffset, target),
            GainSpreads = _spreads.Mismatch(VariedParameter.SynapseGain, target),
            DirectionSpreads = isResistor ? [] : _spreads.Mismatch(VariedParameter.SynapseDirection, target),
            OffsetSpreads = isResistor ? [] : _spreads.Mismatch(VariedParameter.SynapseOffset, target),
            DirectionGradient = isResistor ? null : _directionGradient,
            OffsetGradient = isResistor ? null : _offsetGradient,
        };
        return VariesAtAll(draw) || BuffersVary(coupling) ? Draw(coupling, draw) : coupling;
    }

    private bool VariesAtAll(CouplingDraw draw) =>
        draw.Gain != 1 || draw.Ahead != 1 || draw.Back != 1 || draw.Offset != 0
        || draw.GainSpreads.Length + draw.DirectionSpreads.Length + draw.OffsetSpreads.Length > 0
        || _gainGradient is not null || draw.DirectionGradient is not null || draw.OffsetGradient is not null
        || _faults.StuckOff > 0 || _faults.StuckOn > 0 || _faults.DeadNeurons > 0;

    private bool BuffersVary(Coupling coupling) =>
        _outputGains[coupling.Source].Concat(_outputGains[coupling.Target]).Concat(_feedbackGains[coupling.Source]).Any(gain => gain != 1);

    private Coupling Draw(Coupling coupling, CouplingDraw draw)
    {
        int rows = _layout.Groups[coupling.Source].Size, columns = _layout.Groups[coupling.Target].Size;
        draw.Take(_spreads, rows * columns);
        bool paired = coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target;
        double[] forward = Ones(rows * columns), backward = coupling.ActsOnSource ? Ones(forward.Length) : [];
        var offset = new double[forward.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = paired ? i + 1 : 0; j < columns; j++)
            {
                if (!coupling.Exists(i, j, columns))
                {
                    continue;
                }

                int at = i * columns + j;
                (forward[at], double back, offset[at]) = Cell(coupling, draw, i, j, at);
                if (paired)
                {
                    int mirror = j * columns + i;
                    (forward[mirror], offset[mirror]) = (back, offset[at]);
                }
                else if (backward.Length > 0)
                {
                    backward[at] = back;
                }
            }
        }

        double[]? ahead = forward.All(factor => factor == 1) ? null : forward;
        return coupling with
        {
            ForwardGain = ahead,
            BackwardGain = backward.AsSpan().SequenceEqual(forward) ? ahead : backward.All(factor => factor == 1) ? null : backward,
            Offset = offset.All(value => value == 0) ? null : offset,
        };
    }

    /// <summary>F, B and O of one synapse.</summary>
    private (double Forward, double Backward, double Offset) Cell(Coupling coupling, CouplingDraw draw, int i, int j, int element)
    {
        double fault = _faults.StuckOff + _faults.StuckOn > 0 ? _streams.SynapseFault(draw.Coupling, element).NextDouble() : 0.5;
        bool isOff = fault < _faults.StuckOff, isOn = fault >= 1 - _faults.StuckOn;
        bool deadSource = _dead[coupling.Source][i], deadTarget = _dead[coupling.Target][j] && (coupling.ActsOnSource || coupling.Source == coupling.Target);
        if (isOff || ((deadSource || deadTarget) && draw.IsResistor))
        {
            return (0, 0, 0);
        }

        if (isOn)
        {
            return (0, 0, deadSource || deadTarget ? 0 : coupling.Range?.Maximum ?? _faults.StuckOnWeight ?? _layout.WeightMaximum);
        }

        double atTarget = draw.DirectionGradient?.At(FabricatedNodes.Place(_layout, coupling.Target, j)) ?? 0;
        double atSource = coupling.Source == 0 ? 0 : draw.DirectionGradient?.At(FabricatedNodes.Place(_layout, coupling.Source, i)) ?? 0;
        double gain = draw.Gain * draw.Gains!.Factor(element) * (1 + AtTarget(_gainGradient, coupling, j));
        double forward = gain * draw.Ahead * (1 + atTarget) * draw.AheadDirections!.Factor(element);
        double backward = gain * draw.Back * (1 + atSource) * draw.BackDirections!.Factor(element);
        if (!draw.IsResistor)
        {
            forward *= _outputGains[coupling.Source][i];
            backward *= _outputGains[coupling.Target][j] * (coupling.ActsOnSource ? _feedbackGains[coupling.Source][i] : 1);
        }

        double siemens = draw.Offset + draw.Offsets!.Offset(element);
        double offset = deadSource || deadTarget ? 0 : siemens / _layout.Map.Conductance + AtTarget(draw.OffsetGradient, coupling, j);
        return (deadSource ? 0 : forward, deadTarget ? 0 : backward, offset);
    }

    private double AtTarget(DieGradient? gradient, Coupling coupling, int j) =>
        gradient?.At(FabricatedNodes.Place(_layout, coupling.Target, j)) ?? 0;

    private bool JoinsMembranes(Coupling coupling) => coupling.Kind == EdgeKind.Reciprocal && coupling.Source != 0
        && coupling.IsResistive
        && _layout.Groups[coupling.Source].Activation == ActivationKind.Linear && _layout.Groups[coupling.Target].Activation == ActivationKind.Linear;

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>What the synapses of one coupling share, and how they spread.</summary>
    private sealed record CouplingDraw
    {
        public required int Coupling { get; init; }

        public required bool IsResistor { get; init; }

        public required double Gain { get; init; }

        public required double Ahead { get; init; }

        public required double Back { get; init; }

        public required double Offset { get; init; }

        public required ParameterSpread[] GainSpreads { get; init; }

        public required ParameterSpread[] DirectionSpreads { get; init; }

        public required ParameterSpread[] OffsetSpreads { get; init; }

        public required DieGradient? DirectionGradient { get; init; }

        public required DieGradient? OffsetGradient { get; init; }

        public DeviceValues? Gains { get; private set; }

        public DeviceValues? AheadDirections { get; private set; }

        public DeviceValues? BackDirections { get; private set; }

        public DeviceValues? Offsets { get; private set; }

        /// <summary>Draws the devices.</summary>
        public void Take(SpreadTable spreads, int count)
        {
            Gains = spreads.DevicesOf(GainSpreads, Coupling, count);
            AheadDirections = spreads.DevicesOf(DirectionSpreads, Coupling, count);
            BackDirections = spreads.DevicesOf(DirectionSpreads, Coupling, count, backward: true);
            Offsets = spreads.DevicesOf(OffsetSpreads, Coupling, count);
        }
    }
}
