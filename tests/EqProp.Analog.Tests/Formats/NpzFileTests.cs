using System.IO.Compression;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Formats;

public class NpzFileTests
{
    [Fact]
    public void Entries_carry_no_clock_so_the_same_arrays_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        (string, NpyArray)[] arrays = [("a", new NpyArray([2], [1, 2])), ("b", new NpyArray([1, 1], [3]))];
        NpzFile.Write(folder.File("one.npz"), arrays);
        NpzFile.Write(folder.File("two.npz"), arrays);
        using ZipArchive archive = ZipFile.OpenRead(folder.File("one.npz"));
        Assert.All(archive.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        Assert.Equal(File.ReadAllBytes(folder.File("one.npz")), File.ReadAllBytes(folder.File("two.npz")));
    }

    [Fact]
    public void A_missing_file_and_a_cut_file_are_clear_failures()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w.npz");
        InputException missing = Assert.Throws<InputException>(() => NpzFile.Read(path));
        Assert.Equal(FailureKind.InputOutput, missing.Kind);

        NpzFile.Write(path, [("a", new NpyArray([100], new double[100]))]);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^30]);
        Assert.Equal("npz.format", Assert.Throws<InputException>(() => NpzFile.Read(path)).Violations[0].Code);
    }

    [NumPyFact]
    public void NumPy_reads_what_is_written_here()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w.npz");
        NpzFile.Write(path, [("W0", new NpyArray([2, 3], [1, 2, 3, 4, 5, 0.1])), ("b1", new NpyArray([1], [-2.5]))]);
        NpyFile.Write(folder.File("s.npy"), new NpyArray([2], [0.5, 0.25]), NpyElement.Float32);
        const string Script = """
            import numpy as n, sys
            z = n.load(sys.argv[1]); s = n.load(sys.argv[2])
            assert z['W0'].dtype == n.dtype('<f8') and s.dtype == n.dtype('<f4')
            assert (z['W0'] == n.array([[1, 2, 3], [4, 5, 0.1]])).all() and (z['b1'] == n.array([-2.5])).all()
            assert (s == n.array([0.5, 0.25])).all()
            """;
        Assert.Equal((0, ""), NumPyFactAttribute.Run(Script, path, folder.File("s.npy")));
    }

    [NumPyFact]
    public void What_NumPy_writes_is_read_here()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("n.npz");
        const string Script = """
            import numpy as n, sys
            m = n.array([[1, -2, 3], [4, 5, 6]])
            n.savez_compressed(sys.argv[1], f8=m.astype('<f8'), f4=m.astype('<f4'), i8=m.astype('<i8'), i4=m.astype('<i4'),
                i1=m.astype('i1'), u1=n.abs(m).astype('u1'), fortran=n.asfortranarray(m.astype('<f8')), scalar=n.array(7.0), empty=n.zeros((0, 3)))
            """;
        Assert.Equal((0, ""), NumPyFactAttribute.Run(Script, path));
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(path);
        foreach (string name in new[] { "f8", "f4", "i8", "i4", "i1", "fortran" })
        {
            Assert.Equal([2, 3], arrays[name].Shape);
            Assert.Equal([1, -2, 3, 4, 5, 6], arrays[name].Values);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], arrays["u1"].Values);
        Assert.Equal([7], arrays["scalar"].Values);
        Assert.Empty(arrays["empty"].Values);
    }
}
