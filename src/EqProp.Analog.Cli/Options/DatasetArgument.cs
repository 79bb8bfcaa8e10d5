using System.CommandLine;
using System.CommandLine.Completions;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Cli.Options;

/// <summary>The name of a data set of the catalog.</summary>
internal sealed class DatasetArgument : Argument<string>
{
    public DatasetArgument()
        : base("name")
    {
        Description = "Name of a data set ('eqprop data list').";
        HelpName = "name";
        CompletionSources.Add(completion => DatasetCatalog.Entries
            .Where(entry => entry.Name.StartsWith(completion.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new CompletionItem(entry.Name)));
    }
}
