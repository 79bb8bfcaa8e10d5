using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Trajectories;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// What sums over the states of every die have to weigh so that they are powers of its elements, and the way back from integrals to energies: as
/// <see cref="MeterWeights{T}"/> has it of a chip by itself.
/// </summary>
internal sealed class EnsembleMeterWeights<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<ChipInstance> _chips;
    private readonly EnsembleLearning<T> _kernels;
    private readonly IReadOnlyList<EnsembleSynapses<T>> _synapses;
    private readonly IReadOnlyList<ChipMatrix<T>> _biases;
    private readonly IReadOnlyList<EnsembleConductances<T>> _conductances;
    private readonly EnsembleArrival[][] _arrivals;
    private readonly double[][][] _shares;
    private readonly bool _areUndescribed;
    private readonly bool[] _seesInputs;
    private readonly bool[] _inputsLoad;
    private readonly bool[] _hasRails;
    private readonly ChipMatrix<T>[] _inputMagnitudes;
    private readonly ChipMatrix<T>[] _inputSquares;
    private readonly ChipMatrix<T> _drivenMagnitudes;
    private readonly ChipMatrix<T> _drivenSquares;
    private readonly double[][] _biasMagnitudes;
    private readonly double[][] _offsetCurrents;
    private bool _isCurrent;

    /// <param name="chips">The dies.</param>
    /// <param name="kernels">Kernels of the width in use.</param>
    /// <param name="groups">Free groups.</param>
    /// <param name="synapses">What conducts.</param>
    /// <param name="biases">Biases of each free group.</param>
    /// <param name="conductances">Leaks of each die.</param>
    public EnsembleMeterWeights(
        IReadOnlyList<ChipInstance> chips, EnsembleLearning<T> kernels, IReadOnlyList<EnsembleGroup<T>> groups, IReadOnlyList<EnsembleSynapses<T>> synapses,
        IReadOnlyList<ChipMatrix<T>> biases, IReadOnlyList<EnsembleConductances<T>> conductances)
    {
        NetworkLayout layout = chips[0].Layout;
        _chips = chips;
        _kernels = kernels;
        _synapses = synapses;
        _biases = biases;
        _conductances = conductances;
        _arrivals = [.. groups.Select((_, g) => EnsembleArrival.Into(layout, g + 1))];
        _shares = [.. groups.Select((_, g) => chips.Select(chip => EnsembleArrival.Into(chip.Layout, g + 1).Select(arrival => arrival.Share).ToArray()).ToArray())];
        _areUndescribed = SynapseCurrents.AreUndescribed(layout);
        _seesInputs = [.. groups.Select((_, g) => layout.Couplings.Any(c => c.Source == 0 && c.Target == g + 1) || layout.Links.Any(link => link.Source == 0 && link.Target == g + 1))];
        _inputsLoad = [.. groups.Select((_, g) => PassiveSynapses.LoadFromInputs(layout, g + 1))];
        _hasRails = [.. groups.Select((_, g) => NeuronCatalog.HasRails(layout.Groups[g + 1].Activation, layout.Force))];
        _inputMagnitudes = [.. groups.Select(group => new ChipMatrix<T>(group.Blocks, layout.InputCount))];
        _inputSquares = [.. groups.Select((group, g) => new ChipMatrix<T>(group.Blocks, _inputsLoad[g] ? layout.InputCount : 0))];
        _drivenMagnitudes = new(groups[0].Blocks, groups.Count);
        _drivenSquares = new(groups[0].Blocks, groups.Count);
        _biasMagnitudes = [.. groups.Select(_ => new double[chips.Count])];
        _offsetCurrents = [.. groups.Select(_ => new double[chips.Count])];
        Groups = [.. groups.Select((group, g) => WeightsOf(group, g))];
        for (int g = 0; g < groups.Count; g++)
        {
            WriteFixed(g);
        }
    }

    /// <summary>Weights of every free group.</summary>
    public IReadOnlyList<EnsemblePathWeights<T>> Groups { get; }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _isCurrent = false;

    /// <summary>Sums what an example of a minibatch drives, by layer.</summary>
    public void Present(ClampedInputs<T> inputs, int example)
    {
        _drivenMagnitudes.Clear();
        _drivenSquares.Clear();
        for (int g = 0; g < Groups.Count && inputs.Rows > 0; g++)
        {
            if (!_areUndescribed && _seesInputs[g])
            {
                _kernels.AddInputSizes(inputs, example, _inputMagnitudes[g], _drivenMagnitudes, g, squares: false);
            }

            if (_inputsLoad[g])
            {
                _kernels.AddInputSizes(inputs, example, _inputSquares[g], _drivenSquares, g, squares: true);
            }
        }
    }

    /// <summary>Brings weights up to date with the conductances.</summary>
    public void Refresh()
    {
        if (_isCurrent)
        {
            return;
        }

        for (int g = 0; g < Groups.Count; g++)
        {
            Clear(g);
            WriteOwn(g);
            AddInputLinks(g);
        }

        for (int c = 0; c < _synapses.Count; c++)
        {
            AddCoupling(c);
        }

        AddLinks();
        _isCurrent = true;
    }

    /// <summary>Energies of a free group of a die in one run, in units of g V_swing^2 times nominal steps; charges of g V_swing times nominal steps.</summary>
    public LayerEnergy Read(EnsembleIntegrals<T> integrals, int g, int chip, double time)
    {
        ArrivingEnergy links = default, couplings = default;
        for (int c = 0; c < Groups[g].Couplings.Count; c++)
        {
            EnsembleArrival arrival = _arrivals[g][c];
            (double power, double loss, double load) = integrals.OfCoupling(g, chip, c);
            var energy = new ArrivingEnergy(power, arrival.Loads ? load : 0, arrival.Loads ? _shares[g][chip][c] * loss : 0);
            links += arrival.IsOfLinks ? energy : default;
            couplings += arrival.IsOfLinks || Groups[g].Couplings[c] is null ? default : energy;
        }

        return new LayerReading(_chips[chip].Layout.Groups[g + 1], links, couplings)
        {
            Driven = _inputsLoad[g] ? time * double.CreateTruncating(_drivenSquares[g, chip]) : null,
            HasRails = _hasRails[g],
            MovedCharge = _areUndescribed
                ? double.NaN
                : time * (_biasMagnitudes[g][chip] + double.CreateTruncating(_drivenMagnitudes[g, chip])) + integrals.Of(g, chip, PathTerm.OutputMagnitude),
            OffsetCharge = _offsetCurrents[g][chip] * time,
        }.Of(integrals, g, chip);
    }

    public void Dispose()
    {
        foreach (IDisposable part in Groups.Concat<IDisposable>(_inputMagnitudes).Concat(_inputSquares).Concat([_drivenMagnitudes, _drivenSquares]))
        {
            part.Dispose();
        }
    }

    private EnsemblePathWeights<T> WeightsOf(EnsembleGroup<T> group, int g)
    {
        NetworkLayout layout = _chips[0].Layout;
        List<PathTerm> terms = [];
        void Form(PathTerm term, bool isWanted) => terms.AddRange(isWanted ? [term] : []);

        Form(PathTerm.OutputMagnitude, !_areUndescribed);
        Form(PathTerm.CapacityPower, _hasRails[g]);
        Form(PathTerm.PushPower, g + 1 == layout.OutputGroup);
        Form(PathTerm.LoadSquare, _inputsLoad[g]);
        Form(PathTerm.OtherPower, layout.Groups[g + 1].Nonlinearity is not null);
        bool isShifted = _chips.Any(chip => chip.Layout.Groups[g + 1] is { Slope: not null } or { Offset: not null });
        EnsemblePathLoad<T>?[] loads =
        [
            .. _arrivals[g].Select(arrival => arrival.IsOfLinks || arrival.Loads ? new EnsemblePathLoad<T>(group.Blocks, layout.Groups[arrival.Source].Size, group.Size, arrival.Loads) : null),
        ];
        return new(group.Blocks, group.Size, isShifted, terms) { Couplings = loads.Any(load => load is not null) ? loads : [] };
    }

    private void WriteFixed(int g)
    {
        EnsemblePathWeights<T> weights = Groups[g];
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            NodeGroup group = _chips[chip].Layout.Groups[g + 1];
            double epsilon = _chips[chip].Description.Simulation.Epsilon!.Value;
            for (int i = 0; i < group.Size; i++)
            {
                if (weights.Scale is not null)
                {
                    weights.Scale[i, chip] = T.CreateTruncating(1 / group.SlopeOf(i));
                    weights.Offset![i, chip] = T.CreateTruncating(-group.OffsetOf(i));
                }

                if (_hasRails[g])
                {
                    weights[PathTerm.CapacityPower][i, chip] = T.CreateTruncating(group.Capacitance[i] / (epsilon * group.SlopeOf(i)));
                }
            }
        }
    }

    private void Clear(int g)
    {
        _inputMagnitudes[g].Clear();
        _inputSquares[g].Clear();
        foreach (PathTerm term in Groups[g].Terms.Where(term => term is PathTerm.OutputMagnitude or PathTerm.LoadSquare))
        {
            Groups[g][term].Clear();
        }

        foreach (EnsemblePathLoad<T>? load in Groups[g].Couplings)
        {
            load?.OfSources.Clear();
            load?.OfTargets.Clear();
        }
    }

    /// <summary>What follows from biases, leaks and loads.</summary>
    private void WriteOwn(int g)
    {
        EnsemblePathWeights<T> weights = Groups[g];
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            NodeGroup group = _chips[chip].Layout.Groups[g + 1];
            ReadOnlySpan<T> own = _conductances[chip].OwnLeak(g), total = _conductances[chip].Leak(g);
            double magnitudes = 0, offsets = 0;
            for (int i = 0; i < group.Size; i++)
            {
                T bias = _biases[g][i, chip] + T.CreateTruncating(group.OffsetCurrent?[i] ?? 0);
                T offset = total[i] * T.CreateTruncating(group.SlopeOf(i)) * T.CreateTruncating(group.OffsetOf(i));
                weights[PathTerm.Linear][i, chip] = bias;
                weights[PathTerm.Square][i, chip] = own[i];
                if (weights.Scale is not null)
                {
                    weights[PathTerm.SecondLinear][i, chip] = offset;
                }

                magnitudes += Math.Abs(double.CreateTruncating(bias));
                offsets += double.CreateTruncating(offset);
            }

            _biasMagnitudes[g][chip] = magnitudes;
            _offsetCurrents[g][chip] = offsets;
        }
    }

    private void AddCoupling(int c)
    {
        Coupling coupling = _chips[0].Layout.Couplings[c];
        TiledWeights<T> ahead = _synapses[c].Ahead;
        AddArrival(coupling, c, isBack: false, ahead, fromSource: true, coupling.Gain);
        if (coupling.ActsOnSource)
        {
            // Where both ways share one memory, its targets are the sources of the way back.
            AddArrival(coupling, c, isBack: true, _synapses[c].Back ?? ahead, fromSource: _synapses[c].Back is not null, 1 / coupling.Gain);
        }
    }

    /// <summary>One way of a coupling, whose weights have the gain of an amplifier in them.</summary>
    private void AddArrival(Coupling coupling, int c, bool isBack, TiledWeights<T> weights, bool fromSource, double gain)
    {
        (int seen, int at) = isBack ? (coupling.Target, coupling.Source) : (coupling.Source, coupling.Target);
        if (!coupling.IsResistive)
        {
            if (!_areUndescribed)
            {
                AddMagnitudes(weights, 1, fromSource, seen == 0 ? _inputMagnitudes[at - 1] : Groups[seen - 1][PathTerm.OutputMagnitude]);
            }

            return;
        }

        EnsemblePathLoad<T>? load = seen == 0 ? null : Groups[at - 1].Couplings[Array.FindIndex(_arrivals[at - 1], arrival => arrival.Coupling == c && arrival.IsBack == isBack)];
        AddMagnitudes(weights, gain, fromSource, load?.OfSources ?? _inputSquares[at - 1]);
        AddMagnitudes(weights, 1 / gain, !fromSource, load?.OfTargets ?? Groups[at - 1][PathTerm.LoadSquare]);
    }

    private void AddMagnitudes(TiledWeights<T> weights, double factor, bool ofSources, ChipMatrix<T> sums)
    {
        T scale = T.CreateTruncating(factor);
        if (ofSources)
        {
            _kernels.AddMagnitudesOfSources(weights, scale, sums);
        }
        else
        {
            _kernels.AddMagnitudes(weights, scale, sums);
        }
    }

    /// <summary>Fixed couplings of node to node from clamped inputs: they are in the drive, as synapses from inputs are.</summary>
    private void AddInputLinks(int g)
    {
        for (int chip = 0; chip < _chips.Count; chip++)
        {
            foreach (Link link in _chips[chip].Layout.Links.Where(link => link.Source == 0 && link.Target == g + 1))
            {
                for (int i = 0; i < link.Gains.Count; i++)
                {
                    T gain = T.CreateTruncating(Math.Abs(link.Gains[i]));
                    if (gain != T.Zero && link.Loads)
                    {
                        _inputSquares[g][link.Seen(i), chip] += gain;
                        Groups[g][PathTerm.LoadSquare][i, chip] += gain;
                    }
                    else if (gain != T.Zero)
                    {
                        _inputMagnitudes[g][link.Seen(i), chip] += gain;
                    }
                }
            }
        }
    }

    private void AddLinks()
    {
        for (int g = 0; g < Groups.Count; g++)
        {
            for (int c = 0; c < Groups[g].Couplings.Count; c++)
            {
                EnsembleArrival arrival = _arrivals[g][c];
                for (int chip = 0; arrival.IsOfLinks && chip < _chips.Count; chip++)
                {
                    foreach (Link link in _chips[chip].Layout.Links.Take(arrival.Links))
                    {
                        AddLink(link, chip, Groups[g].Couplings[c]!);
                    }
                }
            }
        }
    }

    private void AddLink(Link link, int chip, EnsemblePathLoad<T> load)
    {
        for (int i = 0; i < link.Gains.Count; i++)
        {
            T gain = T.CreateTruncating(link.Gains[i]);
            if (gain != T.Zero && link.Loads)
            {
                load.OfSources[link.Seen(i), chip] += gain;
                load.OfTargets[i, chip] += gain;
            }
            else if (gain != T.Zero && !_areUndescribed)
            {
                Groups[link.Source - 1][PathTerm.OutputMagnitude][link.Seen(i), chip] += T.Abs(gain);
            }
        }
    }
}
