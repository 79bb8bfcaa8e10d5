using System.Globalization;

namespace EqProp.Analog.Studies.Submission;

/// <summary>Lists of numbers as people and schedulers write them.</summary>
public static class ShardRanges
{
    /// <summary>Writes numbers as ranges, such as 0-3,7.</summary>
    /// <param name="numbers">Numbers, ascending.</param>
    /// <returns>The list.</returns>
    public static string Text(IReadOnlyList<int> numbers)
    {
        List<string> ranges = [];
        for (int first = 0, next; first < numbers.Count; first = next)
        {
            next = first + 1;
            while (next < numbers.Count && numbers[next] == numbers[next - 1] + 1)
            {
                next++;
            }

            ranges.Add(next - first == 1 ? Number(numbers[first]) : $"{Number(numbers[first])}-{Number(numbers[next - 1])}");
        }

        return string.Join(',', ranges);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
