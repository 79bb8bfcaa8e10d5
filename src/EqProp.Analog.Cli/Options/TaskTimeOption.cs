using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--time 2:00:00</c>, <c>--time 90min</c>: longest time of a task on a cluster.</summary>
internal sealed partial class TaskTimeOption : Option<TimeSpan?>
{
    public TaskTimeOption()
        : base("--time")
    {
        Description = "Longest time of a task, such as 90min, 2h or 1-12:00:00 (days-hours:minutes:seconds). A task that needs longer goes on in the queue.";
        HelpName = "time";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Parse(text) is { } time && time > TimeSpan.Zero)
            {
                return time;
            }

            result.AddError($"--time takes a time such as 90min, 2h or 1-12:00:00, not '{text}'.");
            return null;
        };
    }

    /// <summary>Reads a time; null if it is none.</summary>
    private static TimeSpan? Parse(string text)
    {
        if (ClockForm().Match(text) is { Success: true } clock)
        {
            return TimeSpan.FromDays(Number(clock, 1)) + TimeSpan.FromHours(Number(clock, 2)) + TimeSpan.FromMinutes(Number(clock, 3)) + TimeSpan.FromSeconds(Number(clock, 4));
        }

        if (UnitForm().Match(text) is not { Success: true } unit)
        {
            return null;
        }

        long number = Number(unit, 1);
        return unit.Groups[2].Value switch { "h" => TimeSpan.FromHours(number), "min" => TimeSpan.FromMinutes(number), _ => TimeSpan.FromDays(number) };
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(\d{1,4})-)?(\d{1,4}):([0-5]?\d):([0-5]?\d)\z")]
    private static partial Regex ClockForm();

    [GeneratedRegex(@"^(\d{1,6}) ?(min|h|d)\z")]
    private static partial Regex UnitForm();
}
