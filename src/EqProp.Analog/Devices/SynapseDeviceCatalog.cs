using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>The one list of synapse devices.</summary>
public static class SynapseDeviceCatalog
{
    private const string Aihwkit = "IBM analog hardware acceleration kit";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<SynapseDeviceEntry> All { get; } =
    [
        Entry(SynapseDeviceKind.Ideal, "w + wanted", "none"),
        Entry(SynapseDeviceKind.ConstantStep, "+-step", Aihwkit),
        Entry(SynapseDeviceKind.LinearStep, "+-step (1 - slope w / bound)", Aihwkit),
        Entry(SynapseDeviceKind.SoftBounds, "+-step (1 - w / bound)", $"{Aihwkit}; Gong et al. 2018"),
        Entry(SynapseDeviceKind.ExponentialStep, "+-step (1 - amplitude exp(exponent w / bound))", Aihwkit),
        Entry(SynapseDeviceKind.PowerStep, "+-step ((bound - w) / range)^power", Aihwkit),
        Entry(SynapseDeviceKind.Capacitor, "as linearStep; w falls to 1/e in a lifetime", $"{Aihwkit}; Li et al. 2018"),
        Entry(SynapseDeviceKind.Programmed, "w + wanted + error(g)", "Nandakumar et al. 2019; CrossSim"),
        Entry(SynapseDeviceKind.Quantised, "nearest of equally spaced levels", "none"),
        Entry(SynapseDeviceKind.Measured, "+-step(w) by interpolation of a pulse response", "the table"),
    ];

    /// <summary>Makes what writes devices of a block.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="block">A device.</param>
    /// <param name="range">Its range.</param>
    internal static PulseWriter<T> CreateWriter<T>(KernelSet<T> kernels, SynapseDeviceBlock block, DeviceRange range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernels.Accept(new Maker<T>(kernels, block, range));

    /// <summary>Step that the write circuit counts pulses in, in units of weights; 1 where there are no pulses.</summary>
    /// <param name="block">A device.</param>
    /// <param name="range">Its range.</param>
    internal static double Step(SynapseDeviceBlock block, DeviceRange range) => block switch
    {
        { Kind: SynapseDeviceKind.Quantised } => (range.High - range.Low) / (block.Levels!.Value - 1),
        _ when SynapseDeviceFields.IsPulsed(block.Kind) => block.Step!.Value * range.Full,
        _ => 1,
    };

    /// <summary>Whether a block asks for anything that an exact write does not do.</summary>
    /// <param name="block">A device; null: none.</param>
    internal static bool IsExact(SynapseDeviceBlock? block) =>
        block is null || (block with { FullWeight = null, Aging = null, PerDirection = false, Source = null, Fit = null }) == new SynapseDeviceBlock();

    private static SynapseDeviceEntry Entry(SynapseDeviceKind kind, string law, string source) => new(kind, law, SynapseDeviceFields.Of(kind), source);

    private sealed class Maker<T>(KernelSet<T> kernels, SynapseDeviceBlock block, DeviceRange range) : ILaneVisitor<T, PulseWriter<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public PulseWriter<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => block.Kind switch
            {
                SynapseDeviceKind.Ideal => With<V, ExactWriteLaw<V, T>>(default),
                SynapseDeviceKind.Programmed => With<V, ProgrammedLaw<V, T>>(new(block.WriteErrors!, range.Full)),
                SynapseDeviceKind.ConstantStep or SynapseDeviceKind.Quantised => With<V, ConstantStepLaw<V, T>>(default),
                SynapseDeviceKind.SoftBounds => With<V, LinearStepLaw<V, T>>(new(1, 1, range.Centre)),
                SynapseDeviceKind.ExponentialStep => With<V, ExponentialStepLaw<V, T>>(new(block, range.Centre)),
                SynapseDeviceKind.PowerStep => With<V, PowerStepLaw<V, T>>(new(block.PowerUp, block.PowerDown)),
                SynapseDeviceKind.Measured => With<V, MeasuredStepLaw<V, T>>(new(new MeasuredSteps(block.UpConductances!, block.DownConductances!))),
                _ => With<V, LinearStepLaw<V, T>>(new(block.SlopeUp, block.SlopeDown, range.Centre)),
            };

        private PulseWriter<V, T, L> With<V, L>(L law)
            where V : unmanaged, ILane<V, T>
            where L : struct, IPulseLaw<V, T> => new(kernels, law);
    }
}
