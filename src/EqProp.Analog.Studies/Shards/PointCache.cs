using System.Collections.Concurrent;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Shards;

/// <summary>The points that packets are at work on: each is resolved once, and let go when its last packet is done. Safe for several threads.</summary>
internal sealed class PointCache(StudyPlan plan)
{
    private readonly ConcurrentDictionary<int, (Lazy<TrialPoint> Point, int Users)> _points = new();

    /// <summary>Runs something with a point.</summary>
    public TResult Use<TResult>(int point, Func<TrialPoint, TResult> work)
    {
        (Lazy<TrialPoint> made, _) = _points.AddOrUpdate(
            point, _ => (new Lazy<TrialPoint>(() => plan.Resolve(point)), 1), (_, old) => (old.Point, old.Users + 1));
        try
        {
            return work(made.Value);
        }
        finally
        {
            while (_points.TryGetValue(point, out (Lazy<TrialPoint> Point, int Users) now))
            {
                KeyValuePair<int, (Lazy<TrialPoint>, int)> seen = new(point, now);
                if (now.Users == 1 ? _points.TryRemove(seen) : _points.TryUpdate(point, (now.Point, now.Users - 1), now))
                {
                    break;
                }
            }
        }
    }
}
