namespace EqProp.Analog.Studies.Trials;

/// <summary>Values that are made once for each key and kept while they are among the most recently used. Any number of threads may ask; a value is made by the first.</summary>
/// <param name="most">Values to keep.</param>
internal sealed class RecentValues<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private readonly Dictionary<TKey, Slot> _slots = [];
    private long _now;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the value; where it throws, the next to ask tries again.</param>
    public TValue Get(TKey key, Func<TValue> make)
    {
        Slot slot = Find(key);
        lock (slot)
        {
            return slot.Value ??= make();
        }
    }

    private Slot Find(TKey key)
    {
        lock (_slots)
        {
            if (!_slots.TryGetValue(key, out Slot? slot))
            {
                if (_slots.Count >= most)
                {
                    _slots.Remove(_slots.MinBy(entry => entry.Value.LastUse).Key);
                }

                _slots[key] = slot = new Slot();
            }

            slot.LastUse = _now++;
            return slot;
        }
    }

    private sealed class Slot
    {
        public TValue? Value { get; set; }

        public long LastUse { get; set; }
    }
}
