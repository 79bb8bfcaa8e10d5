namespace EqProp.Analog.Studies.Trials;

/// <summary>Everything that is drawn at random in a trial: a trial with the same seeds on the same circuit has the same outcome, wherever and with whatever it runs.</summary>
/// <param name="Die">Number of the die: what fabrication draws.</param>
/// <param name="Noise">Seed of the noise while the chip runs.</param>
/// <param name="Data">Seed of generated data; published data have none.</param>
/// <param name="Learning">Seed of the first weights and of the order of examples.</param>
public readonly record struct TrialSeeds(int Die, int Noise, int Data, int Learning);
