namespace EqProp.Analog.Studies.Submission;

/// <summary>Tasks that one array holds.</summary>
/// <param name="First">Position of its first task in the list of all tasks.</param>
/// <param name="Count">Tasks.</param>
internal readonly record struct ArraySlice(int First, int Count)
{
    /// <summary>Cuts all tasks of a request into arrays.</summary>
    public static IEnumerable<ArraySlice> Of(SubmissionRequest request, int usualLimit)
    {
        int limit = request.ArrayLimit ?? usualLimit;
        for (int first = 0; first < request.Shards.Count; first += limit)
        {
            yield return new(first, Math.Min(limit, request.Shards.Count - first));
        }
    }
}
