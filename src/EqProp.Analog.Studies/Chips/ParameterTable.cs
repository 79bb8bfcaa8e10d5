using System.Globalization;
using System.Text;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Drawn parameters as tables in CSV; numbers read back to the same bits.</summary>
internal static class ParameterTable
{
    public static string Summaries(IReadOnlyList<ParameterSummary> parameters)
    {
        var text = new StringBuilder("parameter,group,unit,nominal,devices,mean,sigma,min,max\n");
        foreach (ParameterSummary p in parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(p.Name)},{CsvCell.Of(p.Group)},{p.Unit},{p.Nominal:R},{p.Count},{p.Mean:R},{p.Sigma:R},{p.Minimum:R},{p.Maximum:R}\n");
        }

        return text.ToString();
    }

    public static string Values(ChipSpread spread)
    {
        var text = new StringBuilder("die,parameter,group,unit,device,value\n");
        for (int i = 0; i < spread.Draws.Count; i++)
        {
            foreach (DrawnParameter p in spread.Draws[i])
            {
                string parameter = $"{spread.Dies[i]},{CsvCell.Of(p.Name)},{CsvCell.Of(p.Group)},{p.Unit}";
                for (int k = 0; k < p.Values.Count; k++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{parameter},{k},{p.Values[k]:R}\n");
                }
            }
        }

        return text.ToString();
    }
}
