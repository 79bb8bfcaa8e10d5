using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary>The folder of a study that was planned.</summary>
internal sealed class StudyFolderArgument : Argument<string>
{
    public StudyFolderArgument()
        : base("folder") =>
        Description = "The folder of a study that was planned.";
}
