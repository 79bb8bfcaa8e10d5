using System.Globalization;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Shards;

/// <summary>Which shard a task of a batch system is to run.</summary>
public static class ShardIndex
{
    /// <summary>The word that stands for the number of the task.</summary>
    public const string Auto = "auto";

    /// <summary>Where batch systems tell the number of a task, and the number of their first.</summary>
    public static IReadOnlyList<(string Variable, int First)> Variables { get; } =
    [
        ("SLURM_ARRAY_TASK_ID", 0), ("LSB_JOBINDEX", 1), ("SGE_TASK_ID", 1), ("PBS_ARRAY_INDEX", 0), ("JOB_COMPLETION_INDEX", 0),
    ];

    /// <summary>Reads the number of a shard.</summary>
    /// <param name="text">A number from 0, or "auto" for that of the task. Slurm's, PBS's and Kubernetes' tasks are counted from 0, those of LSF and Grid Engine from 1.</param>
    /// <param name="variable">Reads an environment variable; null where it is not set.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InputException">It is no number, or no batch system tells one.</exception>
    public static int Read(string text, Func<string, string?> variable)
    {
        if (text != Auto)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int shard) ? shard : throw new InputException(
                "shard.number", text, $"'{text}' is no number of a shard.", $"Give a number from 0, or '{Auto}' in a task of a batch system.");
        }

        foreach ((string name, int first) in Variables)
        {
            if (int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int task) && task >= first)
            {
                return task - first;
            }
        }

        throw new InputException(
            "shard.auto", Auto, $"No batch system tells the number of a task: none of {string.Join(", ", Variables.Select(one => one.Variable))} is set.",
            "Give the number of the shard.");
    }
}
