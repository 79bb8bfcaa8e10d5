using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Shards;

/// <summary>When the yield of a point is known well enough. Looks after each packet of the point, in order.</summary>
internal sealed class StopRule
{
    private readonly StopBlock? _stop;
    private readonly YieldBlock? _yield;
    private readonly int _measure;

    /// <param name="plan">The plan; one without a stop rule never stops.</param>
    public StopRule(StudyPlan plan)
    {
        _stop = plan.Description.Stop;
        _yield = plan.Description.Yield;
        _measure = _yield is null ? -1 : plan.Measures.Select(measure => measure.Name).ToList().IndexOf(_yield.Measure);
    }

    /// <summary>How many packets of a point count, of those that there are from its first on without a gap.</summary>
    /// <param name="packets">Results of the point's packets in order.</param>
    /// <param name="isEnough">Whether no other is needed.</param>
    public int Count(IEnumerable<PacketResult> packets, out bool isEnough)
    {
        (int good, int trials, int count) = (0, 0, 0);
        isEnough = false;
        foreach (PacketResult packet in packets)
        {
            if (isEnough)
            {
                break;
            }

            good += packet.Outcomes.Count(IsGood);
            trials += packet.Outcomes.Count;
            count++;
            isEnough = IsEnough(good, trials);
        }

        return count;
    }

    private bool IsGood(TrialOutcome outcome) =>
        _yield is not null && outcome.Failure is null && outcome.Values[_measure] is var value
        && value >= (_yield.AtLeast ?? double.NegativeInfinity) && value <= (_yield.AtMost ?? double.PositiveInfinity);

    private bool IsEnough(int good, int trials)
    {
        if (_stop is null || trials < _stop.AtLeast)
        {
            return false;
        }

        (double low, double high) = WilsonInterval.Of(good, trials, _stop.Confidence);
        return (high - low) / 2 <= _stop.HalfWidth;
    }
}
