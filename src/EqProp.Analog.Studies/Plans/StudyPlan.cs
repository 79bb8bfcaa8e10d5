using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>
/// Everything that a study will do: its points with their settings and hashes, the seeds of each trial, the measures, and how the work is shared out. What
/// determines results is in the hash; shards and packets are not.
/// </summary>
public sealed record StudyPlan
{
    /// <summary>SHA-256 of all that determines results, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>What the study's file says, with settings of the command line.</summary>
    public required StudyDescription Description { get; init; }

    /// <summary>The program that made the plan, and that must run it: a table comes from one version.</summary>
    public required ToolRecord Tool { get; init; }

    /// <summary>The circuit before settings.</summary>
    public required ComposedCircuit Circuit { get; init; }

    /// <summary>Hash of the circuit with the settings of the study and no axis.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>The axes.</summary>
    public required IReadOnlyList<PlanAxis> Axes { get; init; }

    /// <summary>What each trial gives.</summary>
    public required IReadOnlyList<TrialMeasure> Measures { get; init; }

    /// <summary>The points.</summary>
    public required IReadOnlyList<PlanPoint> Points { get; init; }

    /// <summary>Packets and shards.</summary>
    public required PlanLayout Layout { get; init; }

    /// <summary>Trials of each point, where no stop rule ends it before.</summary>
    public int TrialsPerPoint => (int)StudyRules.SamplesOf(Description.Samples);

    /// <summary>Trials of the study, where no stop rule ends a point before.</summary>
    public long Trials => (long)Points.Count * TrialsPerPoint;

    /// <summary>Packets of each point.</summary>
    public int PacketsPerPoint => (TrialsPerPoint + Layout.PacketTrials - 1) / Layout.PacketTrials;

    /// <summary>Packets of the study.</summary>
    public int Packets => Points.Count * PacketsPerPoint;

    /// <summary>Whether the packets of a point run one after another, because each may be the last.</summary>
    public bool IsSequential => Description.Stop is not null;

    /// <summary>Computes the fingerprint of all that determines results.</summary>
    /// <returns>What <see cref="Hash"/> is to be.</returns>
    public string ComputeHash() => PlanText.HashOf(this);

    /// <summary>A packet.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <returns>The packet.</returns>
    public Packet PacketAt(int index)
    {
        int first = index % PacketsPerPoint * Layout.PacketTrials;
        return new(index, index / PacketsPerPoint, first, Math.Min(Layout.PacketTrials, TrialsPerPoint - first));
    }

    /// <summary>The packets of a shard: those from the first up to the last, which is not one of them.</summary>
    /// <param name="shard">Number of the shard, from 0.</param>
    /// <returns>Two numbers of packets.</returns>
    public (int First, int End) PacketsOf(int shard)
    {
        int unit = IsSequential ? PacketsPerPoint : 1;
        long units = Packets / unit;
        return ((int)(units * shard / Layout.Shards) * unit, (int)(units * (shard + 1) / Layout.Shards) * unit);
    }

    /// <summary>The seeds of a trial: dies change fastest, then noise, data, and learning, unless they are paired.</summary>
    /// <param name="point">Number of the point.</param>
    /// <param name="trial">Number of the trial at its point.</param>
    /// <returns>The seeds.</returns>
    public TrialSeeds SeedsOf(int point, int trial)
    {
        SampleBlock samples = Description.Samples;
        TrialSeeds first = Points[point].First;
        if (samples.Paired)
        {
            int Paired(int count) => count > 1 ? trial : 0;
            return new(first.Die + Paired(samples.Dies), first.Noise + Paired(samples.NoiseSeeds), first.Data + Paired(samples.DataSeeds), first.Learning + Paired(samples.LearningSeeds));
        }

        (int rest, int die) = Math.DivRem(trial, samples.Dies);
        (rest, int noise) = Math.DivRem(rest, samples.NoiseSeeds);
        (int learning, int data) = Math.DivRem(rest, samples.DataSeeds);
        return new(first.Die + die, first.Noise + noise, first.Data + data, first.Learning + learning);
    }

    /// <summary>Makes the circuit and the protocol of a point.</summary>
    /// <param name="point">Number of the point.</param>
    /// <returns>The point.</returns>
    /// <exception cref="InputException">A file that the circuit names is not there, or has changed since the plan.</exception>
    public TrialPoint Resolve(int point)
    {
        IReadOnlyList<string> own = Points[point].Set;
        TrialPoint made = PointResolver.Resolve(Description, Circuit, own, point);
        return made.Circuit.Hash == Points[point].CircuitHash ? made : throw new InputException(
            "plan.circuit", $"point {point}", $"The circuit has the hash {made.Circuit.Hash[..12]}, and had {Points[point].CircuitHash[..12]} when it was planned: a file that it names has changed.",
            "Restore the file, or plan again in another folder.");
    }
}
