using System.Numerics;
using System.Runtime.Intrinsics.X86;
using EqProp.Analog.CodeShape;
using EqProp.Analog.Numerics.Lanes;

// Without arguments: every inner loop once at the widest lane. "hash": a training fragment at every width, and its hashes.
if (args is ["hash"])
{
    Console.WriteLine($"widest {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, AVX2 {Avx2.IsSupported}, AVX-512 {Avx512F.IsSupported}");
    foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
    {
        Console.WriteLine($"{VectorWidthSelection.Name(width),6} float {Hash<float>(width):x16} double {Hash<double>(width):x16}");
    }

    return;
}

Hash<float>(VectorWidthSelection.Widest);
Hash<double>(VectorWidthSelection.Widest);
InnerLoops.Run<float>(VectorWidthSelection.Widest);
InnerLoops.Run<double>(VectorWidthSelection.Widest);

static ulong Hash<T>(VectorWidth width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    using var fragment = new TrainingFragment<T>(width);
    return fragment.Run();
}
