using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>
/// What sums over states have to weigh so that they are powers of a chip's elements, and the way back from integrals to energies. Powers are in
/// units of g V_swing^2, currents of g V_swing.
/// </summary>
internal sealed class MeterWeights<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly IReadOnlyList<SynapseArray<T>> _synapses;
    private readonly IReadOnlyList<BatchMatrix<T>> _biases;
    private readonly IReadOnlyList<T[]> _leaks;
    private readonly OutputLines<T> _lines;
    private readonly int[] _lineAt;
    private readonly double[] _wireShare;
    private readonly double[][] _inputMagnitudes;
    private readonly double[][] _inputSquares;
    private readonly bool[] _inputsLoad;
    private readonly double[] _biasMagnitudes;
    private readonly double[] _offsetCurrents;
    private readonly CouplingArrival[][] _arrivals;
    private readonly double[][] _shares;
    private readonly Link[][] _links;
    private readonly bool _isUndescribed;
    private bool _isCurrent;

    public MeterWeights(
        ChipInstance chip, IReadOnlyList<StateGroup<T>> groups, IReadOnlyList<SynapseArray<T>> synapses, IReadOnlyList<BatchMatrix<T>> biases,
        IReadOnlyList<T[]> leaks, OutputLines<T> lines)
    {
        _layout = chip.Layout;
        _groups = groups;
        _synapses = synapses;
        _biases = biases;
        _leaks = leaks;
        _lines = lines;
        int next = groups.Count;
        _lineAt = [.. lines.Groups.Select(line => line is null ? -1 : next++)];
        _arrivals = [.. groups.Select((_, g) => CouplingArrival.Into(chip.Layout, g + 1).ToArray())];
        _shares = [.. _arrivals.Select(arrivals => arrivals.Where(arrival => arrival.Source > 0).Select(arrival => arrival.Share).ToArray())];
        _links = [.. groups.Select((_, g) => _layout.Links.Where(link => link.Target == g + 1 && link.Source > 0).ToArray())];
        _isUndescribed = SynapseCurrents.AreUndescribed(_layout);
        _wireShare =
        [
            .. _layout.Groups.Skip(1).Select(group => group.LineTime > 0 ? WireCapacitance.Of(chip, group) / (_layout.Map.Capacitance * group.LineTime) : 0),
        ];
        _inputMagnitudes = [.. groups.Select(_ => new double[_layout.InputCount])];
        _inputSquares = [.. groups.Select(_ => new double[_layout.InputCount])];
        _inputsLoad =
        [
            .. groups.Select((_, g) => PassiveSynapses.LoadFromInputs(_layout, g + 1)),
        ];
        _biasMagnitudes = new double[groups.Count];
        _offsetCurrents = new double[groups.Count];
        Groups = [.. groups.Select(Free), .. lines.Groups.OfType<StateGroup<T>>().Select(Line)];
        double epsilon = chip.Description.Simulation.Epsilon!.Value;
        for (int g = 0; g < groups.Count; g++)
        {
            WriteFixed(g, epsilon);
        }
    }

    /// <summary>Weights of every group that moves: neurons, then wires.</summary>
    public IReadOnlyList<PathWeights<T>> Groups { get; }

    private bool IsResistive => _layout.HasResistiveSynapses;

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _isCurrent = false;

    /// <summary>Brings weights up to date with the conductances.</summary>
    public void Refresh()
    {
        if (_isCurrent)
        {
            return;
        }

        foreach (PathWeights<T> weights in Groups)
        {
            weights.OutputMagnitude.Row(0).Clear();
            weights.LoadSquare.Row(0).Clear();
        }

        for (int g = 0; g < _groups.Count; g++)
        {
            Array.Clear(_inputMagnitudes[g]);
            Array.Clear(_inputSquares[g]);
            WriteOwn(g);
            for (int c = 0, seen = 0; c < _arrivals[g].Length; c++)
            {
                CouplingArrival arrival = _arrivals[g][c];
                seen = WriteArrival(g, arrival, seen);
            }

            AddInputLinks(g);
        }

        AddLinks();

        _isCurrent = true;
    }

    /// <summary>Energies of a free group in one run, in units of g V_swing^2 times nominal steps; charges of g V_swing times nominal steps.</summary>
    public LayerEnergy Read(PathIntegrals<T> integrals, int g, int row, double time, ReadOnlySpan<double> inputs)
    {
        ArrivingEnergy links = default, couplings = default;
        for (int d = 0; d < _links[g].Length; d++)
        {
            (double power, double loss, double load) = integrals.OfCoupling(g, row, d);
            bool isLoad = _links[g][d].Loads;
            links += new ArrivingEnergy(power, isLoad ? load : 0, isLoad ? PassiveSynapses.ShareOf(_links[g][d]) * loss : 0);
        }

        for (int c = 0; c < Groups[g].Connections.Count; c++)
        {
            (double power, double loss, double load) = integrals.OfCoupling(g, row, _links[g].Length + c);
            couplings += new ArrivingEnergy(power, load, _shares[g][c] * loss);
        }

        return new LayerReading(_layout.Groups[g + 1], links, couplings)
        {
            Driven = _inputsLoad[g] ? Driven(g, inputs) * time : null,
            HasRails = true,
            MovedCharge = _isUndescribed ? double.NaN : Moved(integrals, g, row, time, inputs),
            OffsetCharge = _offsetCurrents[g] * time,
        }.Of(integrals, g, row) + Wires(integrals, g, row);
    }

    public void Dispose()
    {
        foreach (PathWeights<T> weights in Groups)
        {
            weights.Dispose();
        }
    }

    private PathWeights<T> Free(StateGroup<T> group, int g)
    {
        NodeGroup node = _layout.Groups[g + 1];
        return new(group.Size)
        {
            HasRareTerms = IsResistive || node.Offset is not null || node.Nonlinearity is not null || node.Diodes.Count > 0 || _layout.Links.Any(link => link.Source == 0),
            Connections = IsResistive ? [.. _arrivals[g].Where(arrival => arrival.Source > 0).Select(arrival => new PathLoad<T>(_layout.Groups[arrival.Source].Size, group.Size))] : [],
        };
    }

    private static PathWeights<T> Line(StateGroup<T> group)
    {
        var weights = new PathWeights<T>(group.Size) { HasRareTerms = true };
        weights.Square.Row(0).Fill(T.One);
        return weights;
    }

    private void WriteFixed(int g, double epsilon)
    {
        NodeGroup group = _layout.Groups[g + 1];
        for (int i = 0; i < group.Size; i++)
        {
            double slope = group.SlopeOf(i);
            Groups[g].Scale.Row(0)[i] = T.CreateTruncating(1 / slope);
            Groups[g].Shift.Row(0)[i] = T.CreateTruncating(group.OffsetOf(i));
            Groups[g].Capacity.Row(0)[i] = T.CreateTruncating(group.Capacitance[i] / (epsilon * slope));
        }
    }

    /// <summary>What follows from biases, leaks and loads.</summary>
    private void WriteOwn(int g)
    {
        NodeGroup group = _layout.Groups[g + 1];
        _biasMagnitudes[g] = _offsetCurrents[g] = 0;
        for (int i = 0; i < group.Size; i++)
        {
            T bias = _biases[g].Row(0)[i] + T.CreateTruncating(group.OffsetCurrent?[i] ?? 0);
            T leak = _leaks[g].Length > 0 ? _leaks[g][i] : T.CreateTruncating(group.Leak[i]);
            T total = _groups[g].Leak.Row(0)[i] * T.CreateTruncating(group.SlopeOf(i));
            T offset = total * T.CreateTruncating(group.OffsetOf(i));
            Groups[g].Linear.Row(0)[i] = bias;
            Groups[g].Square.Row(0)[i] = leak;
            Groups[g].SecondLinear.Row(0)[i] = offset;
            _biasMagnitudes[g] += Math.Abs(double.CreateTruncating(bias));
            _offsetCurrents[g] += double.CreateTruncating(offset);
        }
    }

    private int WriteArrival(int g, CouplingArrival arrival, int seen)
    {
        PathLoad<T>? load = arrival.Source > 0 && Groups[g].Connections.Count > 0 ? Groups[g].Connections[seen] : null;
        load?.OfSources.Row(0).Clear();
        load?.OfTargets.Row(0).Clear();
        bool isResistive = _layout.Couplings[arrival.Index].IsResistive;
        int sources = _layout.Groups[arrival.Source].Size, targets = _layout.Groups[g + 1].Size;
        double gain = arrival.Gain, square = gain * gain;
        Span<T> magnitudes = arrival.Source > 0 ? Groups[SeenAt(arrival.Source)].OutputMagnitude.Row(0) : [];
        for (int i = 0; i < sources; i++)
        {
            double magnitude = 0;
            for (int j = 0; j < targets; j++)
            {
                double conductance = Math.Abs(double.CreateTruncating(arrival.Conductance(_synapses[arrival.Index], i, j)));
                magnitude += conductance;
                if (isResistive)
                {
                    (load?.OfTargets ?? Groups[g].LoadSquare).Row(0)[j] += T.CreateTruncating(conductance);
                }
            }

            if (arrival.Source == 0)
            {
                _inputMagnitudes[g][i] += magnitude * gain;
                _inputSquares[g][i] += isResistive ? magnitude * square : 0;
            }
            else if (isResistive)
            {
                load!.OfSources.Row(0)[i] = T.CreateTruncating(square * magnitude);
            }
            else
            {
                magnitudes[i] += T.CreateTruncating(magnitude * gain);
            }
        }

        return seen + (arrival.Source > 0 ? 1 : 0);
    }

    /// <summary>Fixed couplings of node to node from clamped inputs: they are in the drive, as synapses from inputs are.</summary>
    private void AddInputLinks(int g)
    {
        foreach (Link link in _layout.Links.Where(link => link.Source == 0 && link.Target == g + 1))
        {
            for (int i = 0; i < link.Gains.Count; i++)
            {
                double gain = Math.Abs(link.Gains[i]);
                if (gain == 0)
                {
                    continue;
                }

                _inputMagnitudes[g][link.Seen(i)] += gain;
                if (link.Loads)
                {
                    _inputSquares[g][link.Seen(i)] += gain;
                    Groups[g].LoadSquare.Row(0)[i] += T.CreateTruncating(gain);
                }
            }
        }
    }

    private void AddLinks()
    {
        foreach (Link link in _layout.Links.Where(link => link.Source > 0 && !link.Loads))
        {
            Span<T> magnitudes = Groups[link.Source - 1].OutputMagnitude.Row(0);
            for (int i = 0; i < link.Gains.Count; i++)
            {
                if (link.Gains[i] != 0)
                {
                    magnitudes[link.Seen(i)] += T.CreateTruncating(Math.Abs(link.Gains[i]));
                }
            }
        }
    }

    /// <summary>Index of the group that synapses see of a group of the layout: its wires where they have a state.</summary>
    private int SeenAt(int group) => _lineAt[group - 1] >= 0 ? _lineAt[group - 1] : group - 1;

    private double Driven(int g, ReadOnlySpan<double> inputs)
    {
        double sum = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            sum += _inputSquares[g][i] * inputs[i] * inputs[i];
        }

        return sum;
    }

    private double Moved(PathIntegrals<T> integrals, int g, int row, double time, ReadOnlySpan<double> inputs)
    {
        double constant = _biasMagnitudes[g];
        for (int i = 0; i < inputs.Length; i++)
        {
            constant += _inputMagnitudes[g][i] * Math.Abs(inputs[i]);
        }

        return constant * time + integrals.Of(SeenAt(g + 1), row, PathTerm.OutputMagnitude)
            + (SeenAt(g + 1) == g ? 0 : integrals.Of(g, row, PathTerm.OutputMagnitude));
    }

    /// <summary>Where wires have a resistance: what the buffers deliver and what the resistance dissipates.</summary>
    private LayerEnergy Wires(PathIntegrals<T> integrals, int g, int row)
    {
        if (_lineAt[g] < 0 || _wireShare[g] == 0)
        {
            return default;
        }

        double before = integrals.Of(_lineAt[g], row, PathTerm.NetSquare), cross = integrals.Of(_lineAt[g], row, PathTerm.NetPower), behind = integrals.Of(_lineAt[g], row, PathTerm.Square);
        return new() { Buffers = _wireShare[g] * (before - cross), Wires = _wireShare[g] * (before - 2 * cross + behind) };
    }
}
