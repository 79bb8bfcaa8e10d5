using System.Globalization;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Machine;

namespace EqProp.Analog.Benchmarks.Tables;

/// <summary>
/// Measures what the kernels were asked to reach, ours in turn with OpenBLAS and with the machine's own limit, and prints
/// a Markdown table. Arguments: <c>--seconds S</c> for each row (1), <c>--only TEXT</c> for the rows whose name has the text.
/// </summary>
internal static class BarTable
{
    public static int Run(string[] arguments)
    {
        string Option(string name, string otherwise) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : otherwise;
        double seconds = double.Parse(Option("--seconds", "1"), CultureInfo.InvariantCulture);
        string only = Option("--only", "");
        Console.WriteLine(string.Join("\n", MachineLines.All().Concat(MachineLines.Peaks())));
        Console.WriteLine();
        Console.WriteLine("| kernel | measured | bar | met |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (Bar bar in Bars.All.Where(bar => bar.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Outcome outcome = bar.Measure(seconds);
            string met = outcome.Met switch { true => "yes", false => "no", null => "-" };
            Console.WriteLine($"| {bar.Name} | {outcome.Text} | {bar.Asked} | {met} |");
        }

        Console.WriteLine();
        Console.WriteLine($"Load average at the end: {MachineLines.LoadAverage()}");
        return 0;
    }
}
