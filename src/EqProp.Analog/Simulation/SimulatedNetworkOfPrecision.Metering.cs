using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation;

/// <summary>What the chip tells a meter.</summary>
internal sealed partial class SimulatedNetwork<T>
{
    private readonly NetworkMeter<T>? _meter;
    private OutputNudge?[] _meteredNudges = [];

    private NetworkMeter<T>? CreateMeter(ChipInstance chip, PhaseMeter? meter)
    {
        if (meter is null)
        {
            return null;
        }

        var created = new NetworkMeter<T>(chip, _groups, _lines, new(chip, _groups, _synapses, _biases, _leaks, _lines), meter, BatchCapacity);
        if (_engine.FollowsTrajectories)
        {
            _engine.Integrals = created.Integrals;
        }

        return created;
    }

    private void TakeDown()
    {
        if (_meter is null)
        {
            return;
        }

        bool isNudged = _groups[Layout.OutputGroup - 1] is { Pushed: true } or { IsHeld: true };
        var inputs = new double[_rows * Layout.InputCount];
        _inputs.CopyTo(inputs);
        if (_engine.FollowsTrajectories)
        {
            _meter.End(_rows, isNudged, _engine.TimeOf, inputs);
            return;
        }

        var powers = new ElementPowers(Layout, ReadBack());
        _meter.EndAtRest(_rows, isNudged, row => powers.At(inputs.AsSpan(row * Layout.InputCount, Layout.InputCount), StateOf(row), isNudged ? _meteredNudges[row] : null));
    }

    private double[] StateOf(int row) => [.. _groups.SelectMany(group => group.State(0).Row(row).ToArray().Select(double.CreateTruncating))];

    /// <summary>Remembers the nudge of each example for powers at operating points.</summary>
    private void NoteNudge(CostKind cost, double beta, ReadOnlySpan<float> targets)
    {
        if (_meter is null || _engine.FollowsTrajectories)
        {
            return;
        }

        int answers = Layout.AnswerCount;
        _meteredNudges = new OutputNudge[_rows];
        for (int row = 0; row < _rows; row++)
        {
            _meteredNudges[row] = new(cost, beta, [.. targets.Slice(row * answers, answers).ToArray().Select(target => (double)target)]);
        }
    }
}
