namespace EqProp.Analog.Studies.Datasets;

/// <summary>Pictures of an IDX file: bytes [count x height x width], 0 = background.</summary>
internal sealed record IdxImages(int Count, int Width, int Height, byte[] Pixels);
