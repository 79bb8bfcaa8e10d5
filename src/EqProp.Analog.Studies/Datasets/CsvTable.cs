namespace EqProp.Analog.Studies.Datasets;

/// <summary>Examples as a CSV file gives them: features [examples x inputs] and the text of each class.</summary>
internal sealed record CsvTable(int InputCount, double[] Features, string[] Labels);
