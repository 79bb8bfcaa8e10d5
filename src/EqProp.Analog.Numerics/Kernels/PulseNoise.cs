using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Names the random numbers of one write. Rows are whole superblocks (<see cref="NoiseKey.NodesOfSuperblock"/>) of nodes, and the numbers of 512 neighbouring elements
/// go to those that need one, in order.
/// </summary>
/// <param name="Rounding">Numbers that decide on fractions of a pulse.</param>
/// <param name="Cycle">Numbers of what pulses move.</param>
/// <param name="Write">Numbers of errors and noise of what is written.</param>
/// <param name="Step">Time step.</param>
/// <param name="Sample">Which example.</param>
public readonly record struct PulseNoise(NoiseKey Rounding, NoiseKey Cycle, NoiseKey Write, long Step, int Sample);
