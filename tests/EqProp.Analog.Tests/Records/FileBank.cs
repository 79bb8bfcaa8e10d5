using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Records;

/// <summary>A bank of bytes.</summary>
internal sealed class FileBank(int examples, int width) : StateBank
{
    public byte[] Bytes { get; } = new byte[examples * width];

    public override int Examples => examples;

    public override void Clear() => Bytes.AsSpan().Clear();

    public override void WriteTo(Stream destination) => destination.Write(Bytes);

    public override void ReadFrom(Stream source) => source.ReadExactly(Bytes);
}
