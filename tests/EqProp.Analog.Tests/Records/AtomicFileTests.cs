using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Records;

public class AtomicFileTests
{
    [Fact]
    public void The_new_content_takes_the_place_of_the_old()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder.File("a.txt"), "old and long");
        AtomicFile.WriteText(folder.File("a.txt"), "new");
        Assert.Equal("new", File.ReadAllText(folder.File("a.txt")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_failure_half_way_leaves_the_old_file_alone()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder.File("a.txt"), "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("a.txt"), stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [DeviceFact("/dev/full")]
    public void A_full_disk_is_named_and_leaves_the_old_file_alone()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder.File("a.txt"), "old");
        InputException failure = Assert.Throws<InputException>(() => AtomicFile.Write(
            folder.File("a.txt"), stream => stream.Write(new byte[200_000]), _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write)));
        Assert.Equal("file.disk-full", failure.Violations[0].Code);
        Assert.Equal(FailureKind.InputOutput, failure.Kind);
        Assert.Equal(folder.File("a.txt"), failure.Violations[0].Path);
        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
    }

    [UnixFact]
    public void A_link_stays_and_the_file_at_its_end_is_replaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("there"));
        File.WriteAllText(folder.File("there/a.txt"), "old and long");
        File.CreateSymbolicLink(folder.File("second"), "there/a.txt");
        File.CreateSymbolicLink(folder.File("first"), "second");
        File.CreateSymbolicLink(folder.File("dangling"), "there/b.txt");

        AtomicFile.WriteText(folder.File("first"), "new");
        AtomicFile.WriteText(folder.File("dangling"), "more");

        Assert.Equal(["second", "there/b.txt"], new[] { "first", "dangling" }.Select(name => new FileInfo(folder.File(name)).LinkTarget));
        Assert.Equal(["new", "more"], new[] { "there/a.txt", "there/b.txt" }.Select(name => File.ReadAllText(folder.File(name))));
        Assert.Equal(2, Directory.GetFiles(folder.File("there")).Length);
    }

    [UnixTheory]
    [InlineData("pipe")]
    [InlineData("link")]
    public async Task A_pipe_is_written_to_and_stays(string name)
    {
        using var folder = new TemporaryFolder();
        using (Process make = Process.Start("mkfifo", folder.File("pipe")))
        {
            await make.WaitForExitAsync();
        }

        File.CreateSymbolicLink(folder.File("link"), "pipe");
        Task<string> read = Task.Run(() => File.ReadAllText(folder.File("pipe")));
        AtomicFile.WriteText(folder.File(name), "through");

        // Where a file took the place of the pipe, its reader would wait for ever.
        Assert.Equal(0, new FileInfo(folder.File("pipe")).Length);
        Assert.Equal("pipe", new FileInfo(folder.File("link")).LinkTarget);
        Assert.Equal("through", await read);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_missing_folder_and_a_folder_in_the_place_of_the_file_are_clear_failures()
    {
        using var folder = new TemporaryFolder();
        foreach (string path in new[] { folder.File("none/a.txt"), folder.Path })
        {
            InputException failure = Assert.Throws<InputException>(() => AtomicFile.WriteText(path, "x"));
            Assert.Equal((FailureKind.InputOutput, path), (failure.Kind, failure.Violations[0].Path));
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void An_impossible_path_is_a_clear_failure(string path) =>
        Assert.Equal("file.path", Assert.Throws<InputException>(() => AtomicFile.WriteText(path, "x")).Violations[0].Code);
}
