namespace EqProp.Analog.Circuits;

/// <summary>Guesses which known name a misspelt one was meant to be.</summary>
public static class NearestName
{
    /// <summary>The remedy for an unknown name: the nearest known one, or all of them.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>A sentence.</returns>
    public static string Remedy(string name, IReadOnlyList<string> known)
    {
        string? nearest = Find(name, known);
        return nearest is null
            ? $"Known here: {string.Join(", ", known)}."
            : $"Did you mean '{nearest}'?";
    }

    /// <summary>The known name with the fewest edits, if those are at most a third of its length (and at least two).</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>The nearest name; null if none is near.</returns>
    public static string? Find(string name, IReadOnlyList<string> known) => known
        .Select(candidate => (Name: candidate, Edits: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(candidate => candidate.Edits <= Math.Max(2, candidate.Name.Length / 3))
        .OrderBy(candidate => candidate.Edits)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Levenshtein distance, one row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 0; i < left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                int substitution = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substitution, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
