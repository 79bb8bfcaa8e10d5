namespace EqProp.Analog.Studies.Submission;

/// <summary>A scheduler of a cluster: it knows what the scripts look like that run a study there.</summary>
public interface ISubmissionEngine
{
    /// <summary>Name on the command line, such as slurm.</summary>
    string Name { get; }

    /// <summary>What it is, in a line.</summary>
    string Description { get; }

    /// <summary>Tasks of one array that a cluster of this kind takes where nobody changed that.</summary>
    int UsualArrayLimit { get; }

    /// <summary>Name of the script that submits the others.</summary>
    string SubmitScript { get; }

    /// <summary>The scripts that run the missing shards, one task a shard, and then the merge.</summary>
    /// <param name="request">What is to run, and with how much of a machine.</param>
    /// <returns>The scripts, <see cref="SubmitScript"/> among them.</returns>
    /// <exception cref="Circuits.InputException">The request lacks what this engine needs.</exception>
    IReadOnlyList<SubmissionScript> Write(SubmissionRequest request);
}
