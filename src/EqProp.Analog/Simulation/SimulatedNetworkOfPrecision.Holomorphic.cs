using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Engines;
using EqProp.Analog.Simulation.Holomorphic;

namespace EqProp.Analog.Simulation;

/// <content>States at complex nudges.</content>
internal sealed partial class SimulatedNetwork<T>
{
    private HolomorphicChip<T>? _holomorphic;
    private BatchMatrix<T>? _complexTargets;

    public void BeginContour(int points)
    {
        if (_holomorphic is { } present && (present.Points < points || present.Capacity < _rows))
        {
            _holomorphic.Dispose();
            _holomorphic = null;
        }

        _holomorphic ??= new(
            new(Layout, _kernels, _groups, _synapses, _biases, _inputs, _held, _readOut, _noise?.Steps)
            {
                Capacity = _rows,
                Threads = _options.Threads,
                AveragedSteps = _averages ? _averagingSteps : 0,
            },
            points);
        _holomorphic.Begin(_rows);
    }

    public void AddHeldPoint(HoldSlot slot, double weight) => Contour.AddHeld(slot, weight);

    public SettlingOutcome AddComplexPoint(CostKind cost, Complex beta, ReadOnlySpan<float> targets, PhaseLength phase, Complex weight)
    {
        if (phase.Residual is not null)
        {
            throw new ArgumentException("Complex phases have a fixed length.", nameof(phase));
        }

        _held.RequireHeld(HoldSlot.Free, _rows);
        RefreshDrive();
        if (_noise is not null)
        {
            _noise.Steps.FirstStep = _clock;
        }

        BatchMatrix<T> wanted = _readOut?.Targets ?? (_complexTargets ??= new(BatchCapacity, Layout.AnswerCount));
        CopyTargets(targets, wanted, T.One);
        RelaxationResult result = Contour.Settle(cost, beta, wanted, phase.Steps);
        if (result.Divergence is { State: var state } divergence)
        {
            NodeGroup group = Layout.Groups[divergence.Group + 1];
            string place = state is { } node ? $"at node '{group.NameOf(node)}'" : $"in group '{group.Name}'";
            throw new InputException(
                "dynamics.diverged", "learning.beta", $"The complex states at beta {beta.Real:G3} + {beta.Imaginary:G3} i diverged {place}: the circle of beta leaves the region where they are analytic.",
                "Use a smaller learning.beta.", FailureKind.Diverged);
        }

        _clock += phase.Steps;
        Contour.AddPresent(weight);
        return Outcomes.Of(_rows, row => result.LargestMove[row] / _epsilon, row => result.Steps[row], _ => true);
    }

    public void UpdateFromContour(ContourCommand command)
    {
        Contour.Update(command);
        NoteWritten();
    }

    private HolomorphicChip<T> Contour => _holomorphic ?? throw new InvalidOperationException("Begin a contour first.");
}
