namespace EqProp.Analog.Circuits;

/// <summary>Which gradient estimator drives the plasticity unit.</summary>
public enum EstimatorKind
{
    /// <summary>Free phase, then one phase nudged by +beta (towards the target).</summary>
    Positive,

    /// <summary>Free phase, then one phase nudged by -beta (away from the target).</summary>
    Negative,

    /// <summary>One nudged phase whose sign is drawn anew for each minibatch, as published in 2017.</summary>
    RandomSign,

    /// <summary>One nudged phase whose sign changes with every minibatch: what the plasticity unit adds by itself cancels between two of them.</summary>
    Alternating,

    /// <summary>Phases nudged by +beta and -beta, both from the free state; bias of order beta squared.</summary>
    Centered,
}

/// <summary>The cost that nudging lowers.</summary>
public enum CostKind
{
    /// <summary>C = 1/2 sum (y - d)^2 over the output neurons.</summary>
    SquaredError,

    /// <summary>
    /// Cross-entropy of a softmax read-out outside the chip; its error is fed back to the output neurons as the nudge
    /// (Laborieux et al. 2021).
    /// </summary>
    CrossEntropy,
}

/// <summary>Where a free phase starts.</summary>
public enum FreeStart
{
    /// <summary>From the initial state (s = 0 unless the circuit says otherwise).</summary>
    Zero,

    /// <summary>From the example's own last free state ("persistent particles").</summary>
    Persistent,
}

/// <summary>How and on what the chip learns.</summary>
public sealed record LearningBlock
{
    /// <summary>The examples.</summary>
    public required DatasetBlock Dataset { get; init; }

    /// <summary>The learning rule.</summary>
    public LearningRuleKind Rule { get; init; } = LearningRuleKind.EquilibriumPropagation;

    /// <summary>The circle of complex nudges of the rule holomorphic.</summary>
    public HolomorphicBlock? Holomorphic { get; init; }

    /// <summary>The swinging nudge of the rule oscillatingNudge.</summary>
    public OscillationBlock? Oscillation { get; init; }

    /// <summary>Which signs of beta the rule's nudged phases have.</summary>
    public EstimatorKind Estimator { get; init; } = EstimatorKind.Centered;

    /// <summary>The cost that nudging lowers.</summary>
    public CostKind Cost { get; init; } = CostKind.SquaredError;

    /// <summary>Nudging strength, dimensionless: the nudge conductance over the leak conductance.</summary>
    [Twin(nameof(NudgeConductance))]
    public double? Beta { get; init; }

    /// <summary>Nudging strength as a conductance from each output to its target voltage.</summary>
    [Unit("S")]
    [Twin(nameof(Beta))]
    public double? NudgeConductance { get; init; }

    /// <summary>How long the free phase lasts.</summary>
    public required PhaseBlock FreePhase { get; init; }

    /// <summary>How long each nudged phase lasts.</summary>
    public required PhaseBlock NudgedPhase { get; init; }

    /// <summary>Where a free phase starts.</summary>
    public FreeStart Start { get; init; } = FreeStart.Zero;

    /// <summary>Whether examples are dealt to minibatches anew each epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Examples a minibatch; the update is their mean.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>Passes over the training examples.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Learning rates, one for each coupling in the order of <c>eqprop presets show</c> (layered: from the input up,
    /// then the skips; untied feedback: then the ways back in the same order, or else they have the rates of the ways ahead; cross-entropy: the
    /// external read-out last). One number serves all. Couplings of inhibitors do not count.
    /// </summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Learning rates of the biases, one for each free group of neurons; if left out, those of the coupling that feeds it.</summary>
    public IReadOnlyList<double>? BiasRates { get; init; }

    /// <summary>The second copy of the network; for the rule twin alone.</summary>
    public TwinBlock? Twin { get; init; }

    /// <summary>Learning rates of the inhibitors of FitzHugh-Nagumo neurons; all 0 if left out.</summary>
    public InhibitorLearningBlock? Inhibitor { get; init; }

    /// <summary>How the learning rates change over the epochs.</summary>
    public ScheduleBlock Schedule { get; init; } = new();

    /// <summary>How conductances and biases are set before learning.</summary>
    public InitializationBlock Initialization { get; init; } = new();

    /// <summary>States or voltages that the outputs should take for the wrong and the right class.</summary>
    public TargetBlock Targets { get; init; } = new();

    /// <summary>When to stop before the last epoch.</summary>
    public EarlyStopBlock? EarlyStop { get; init; }

    /// <summary>What is measured, and how often.</summary>
    public EvaluationBlock Evaluation { get; init; } = new();

    /// <summary>Seed of initialisation, shuffling and signs; each has its own stream.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Which examples.</summary>
public sealed record DatasetBlock
{
    /// <summary>Name in the catalog (<c>eqprop data list</c>).</summary>
    public required string Name { get; init; }

    /// <summary>Training examples to use; all if left out.</summary>
    public int? TrainExamples { get; init; }

    /// <summary>Training examples set apart, from the end, for validation; none if left out.</summary>
    public int? ValidationExamples { get; init; }

    /// <summary>Test examples to use; all if left out.</summary>
    public int? TestExamples { get; init; }

    /// <summary>Seed of generated data.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Spread of generated data: the dataset's own default if left out.</summary>
    public double? Noise { get; init; }

    /// <summary>CSV only: the file, relative to the circuit file.</summary>
    public string? Path { get; init; }
}

/// <summary>How long a phase lasts.</summary>
public sealed record PhaseBlock
{
    /// <summary>Steps of the integrator, or the most there may be when <see cref="Residual"/> is given.</summary>
    [Twin(nameof(Duration))]
    public int? Steps { get; init; }

    /// <summary>Physical duration, or the longest when <see cref="Residual"/> is given.</summary>
    [Unit("s")]
    [Twin(nameof(Steps))]
    public double? Duration { get; init; }

    /// <summary>
    /// Stop an example early once its largest rate of change, in swings a time constant, is below this; if left out,
    /// the phase has a fixed length.
    /// </summary>
    public double? Residual { get; init; }
}

/// <summary>How learning rates change over epochs.</summary>
public enum ScheduleKind
{
    /// <summary>They stay.</summary>
    Constant,

    /// <summary>Multiplied by <see cref="ScheduleBlock.Factor"/> after each epoch.</summary>
    Exponential,

    /// <summary>Half a cosine from the given rate to <see cref="ScheduleBlock.Final"/> of it after the last epoch.</summary>
    Cosine,

    /// <summary>Multiplied by <see cref="ScheduleBlock.Factor"/> at the start of each epoch named.</summary>
    Steps,
}

/// <summary>How learning rates change over epochs.</summary>
public sealed record ScheduleBlock
{
    /// <summary>Which law.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Exponential and steps: the factor.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Cosine: what is left of the rate at the end.</summary>
    public double Final { get; init; }

    /// <summary>Steps: the epochs (the first is 1) at whose start the factor applies.</summary>
    public IReadOnlyList<int>? At { get; init; }
}

/// <summary>How conductances and biases are set before learning.</summary>
public sealed record InitializationBlock
{
    /// <summary>
    /// Weights are uniform in +-scale sqrt(6 / (n_in + n_out)) (Glorot and Bengio 2010); one scale for each coupling,
    /// or one for all; uniform from 0 to that bound where no negative weight can be written. Cross-entropy: one more for the external read-out, or else it has the last coupling's.
    /// </summary>
    public IReadOnlyList<double> WeightScale { get; init; } = [1];

    /// <summary>
    /// Untied feedback: angle in degrees, from 0 to 180, between the weights back and those ahead. The former begin as the transpose of the latter, each
    /// sign changed with probability (1 - cos angle) / 2 (Ernoult et al. 2020); 0 if left out.
    /// </summary>
    public double? FeedbackAngle { get; init; }

    /// <summary>Bias of the hidden neurons, in units of g V_swing; if left out, the circuit's.</summary>
    [Twin(nameof(HiddenBiasCurrent))]
    public double? HiddenBias { get; init; }

    /// <summary>Bias current into the hidden neurons; if left out, the circuit's.</summary>
    [Unit("A")]
    [Twin(nameof(HiddenBias))]
    public double? HiddenBiasCurrent { get; init; }

    /// <summary>Bias of the output neurons, in units of g V_swing; if left out, the circuit's.</summary>
    [Twin(nameof(OutputBiasCurrent))]
    public double? OutputBias { get; init; }

    /// <summary>Bias current into the output neurons; if left out, the circuit's.</summary>
    [Unit("A")]
    [Twin(nameof(OutputBias))]
    public double? OutputBiasCurrent { get; init; }
}

/// <summary>Target values of the output neurons, as states or as voltages.</summary>
public sealed record TargetBlock
{
    internal const double DefaultLow = 0;
    internal const double DefaultHigh = 1;

    /// <summary>State for the classes that are wrong, in units of the swing; 0 if left out.</summary>
    [Twin(nameof(LowVoltage))]
    public double? Low { get; init; }

    /// <summary>Voltage for the classes that are wrong; that of s = 0 if left out.</summary>
    [Unit("V")]
    [Twin(nameof(Low))]
    public double? LowVoltage { get; init; }

    /// <summary>State for the class that is right, in units of the swing; 1 if left out.</summary>
    [Twin(nameof(HighVoltage))]
    public double? High { get; init; }

    /// <summary>Voltage for the class that is right; that of s = 1 if left out.</summary>
    [Unit("V")]
    [Twin(nameof(High))]
    public double? HighVoltage { get; init; }
}

/// <summary>When to stop before the last epoch.</summary>
public sealed record EarlyStopBlock
{
    /// <summary>Epochs without improvement of the validation error (the training error if none is set apart) before stopping.</summary>
    public int? Patience { get; init; }

    /// <summary>Stop as soon as the running training error, in percent, is at or below this.</summary>
    public double? TrainErrorPercent { get; init; }
}

/// <summary>What is measured, and how often.</summary>
public sealed record EvaluationBlock
{
    /// <summary>Evaluate after every so many epochs, and always after the last planned epoch.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>How many examples are settled again from other starts to see whether their answer depends on the start.</summary>
    public int StartExamples { get; init; } = 1000;

    /// <summary>
    /// After every so many epochs, compare what the chip would write for some examples with the exact gradient; never if left out. For chips of up to 2,000
    /// free nodes: it solves a dense system an example.
    /// </summary>
    public int? GradientEveryEpochs { get; init; }

    /// <summary>Training examples of that comparison, at most a minibatch of measuring.</summary>
    public int GradientExamples { get; init; } = 4;
}
