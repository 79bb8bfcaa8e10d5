using System.Security.Cryptography;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Tests.Datasets;

public sealed class DatasetFetcherTests : IDisposable
{
    private static readonly byte[] Content = RandomBytes(300_000);
    private static readonly byte[] Compressed = IdxFiles.Gzip(Content);

    private readonly ScratchFolder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_file_arrives_checked_under_its_final_name()
    {
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        var progress = new Recorder();
        var files = await Fetch(Entry(server.Address), progress);

        Assert.Equal(new FetchedFile(_folder["new/a.gz"], new Uri(server.Address, "a.gz")), files.Single());
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
        Assert.False(File.Exists(_folder["new/a.gz.part"]));
        Assert.Equal((Compressed.Length, Compressed.Length), (progress.Last!.Received, progress.Last.Total));
    }

    [Fact]
    public async Task A_file_that_is_there_and_right_is_not_fetched_again()
    {
        _folder.Write("new/a", Content);
        var files = await Fetch(Entry(Refused()));
        Assert.Equal(new FetchedFile(_folder["new/a"], null), files.Single());
    }

    [Fact]
    public async Task A_file_that_is_there_and_wrong_is_fetched_again()
    {
        _folder.Write("new/a.gz", "nonsense");
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        await Fetch(Entry(server.Address));
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_where_it_stopped()
    {
        using var server = new FileServer { Files = { ["a.gz"] = Compressed }, CutAfter = 100_000 };
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(server.Address)));
        Assert.Equal("fetch.failed", failure.Violations.Single().Code);
        Assert.False(File.Exists(_folder["new/a.gz"]));
        long got = new FileInfo(_folder["new/a.gz.part"]).Length;
        Assert.InRange(got, 1, 100_000);

        server.CutAfter = null;
        await Fetch(Entry(server.Address));
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
        Assert.Equal([("a.gz", 0L), ("a.gz", got)], server.Requests);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_sends_all_of_it_again()
    {
        _folder.Write("new/a.gz.part", Compressed[..1000]);
        using var server = new FileServer { Files = { ["a.gz"] = Compressed }, SupportsRange = false };
        await Fetch(Entry(server.Address));
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
        Assert.Equal([("a.gz", 1000L)], server.Requests);
    }

    [Fact]
    public async Task A_partial_file_that_is_already_whole_is_kept()
    {
        _folder.Write("new/a.gz.part", Compressed);
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        await Fetch(Entry(server.Address));
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_partial_file_of_other_content_is_thrown_away_and_fetched_whole()
    {
        _folder.Write("new/a.gz.part", RandomBytes(1000));
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        await Fetch(Entry(server.Address));
        Assert.Equal(Compressed, File.ReadAllBytes(_folder["new/a.gz"]));
        Assert.Equal([("a.gz", 1000L), ("a.gz", 0L)], server.Requests);
    }

    [Fact]
    public async Task Wrong_content_leaves_nothing_behind()
    {
        byte[] corrupt = [.. Content];
        corrupt[1234] ^= 1;
        using var server = new FileServer { Files = { ["a.gz"] = IdxFiles.Gzip(corrupt) } };
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(server.Address)));

        Assert.Contains("SHA-256", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["new"]));
    }

    [Fact]
    public async Task Damaged_gzip_leaves_nothing_behind()
    {
        byte[] corrupt = [.. Compressed];
        corrupt[Compressed.Length / 2] ^= 1;
        using var server = new FileServer { Files = { ["a.gz"] = corrupt } };
        await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(server.Address)));
        Assert.Empty(Directory.GetFiles(_folder["new"]));
    }

    [Fact]
    public async Task The_next_address_is_tried_and_all_that_failed_are_named()
    {
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        using var empty = new FileServer();
        var refused = Refused();

        var files = await Fetch(Entry(refused, empty.Address, server.Address));
        Assert.Equal(new Uri(server.Address, "a.gz"), files.Single().Address);

        File.Delete(_folder["new/a.gz"]);
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(refused, empty.Address)));
        Assert.Equal(FailureKind.InputOutput, failure.Kind);
        Assert.Equal([$"{refused}a.gz", $"{empty.Address}a.gz"], failure.Violations.Select(violation => violation.Path));
        Assert.Contains("refused", failure.Violations[0].Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("404", failure.Violations[1].Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["new"]));
    }

    [Fact]
    public async Task Far_too_much_content_is_not_taken()
    {
        using var server = new FileServer { Files = { ["a.gz"] = RandomBytes(2_000_000) } };
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(server.Address)));
        Assert.Contains("more came than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var fetcher = new DatasetFetcher(_client) { Patience = TimeSpan.FromMilliseconds(200) };
        var failure = await Assert.ThrowsAsync<InputException>(
            () => fetcher.FetchAsync(Entry(new Uri($"http://{listener.LocalEndpoint}/")), _folder["new"]));
        listener.Stop();
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_no_failure_of_the_server()
    {
        using var server = new FileServer { Files = { ["a.gz"] = Compressed } };
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DatasetFetcher(_client).FetchAsync(Entry(server.Address), _folder["new"], null, cancelled.Token));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        _folder.Write("new", "a file is in the way");
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(Entry(Refused())));
        Assert.Equal("fetch.folder", failure.Violations.Single().Code);
    }

    [Fact]
    public async Task Generated_sets_have_nothing_to_fetch()
    {
        var failure = await Assert.ThrowsAsync<InputException>(() => Fetch(DatasetCatalog.Find("xor")));
        Assert.Equal("fetch.none", failure.Violations.Single().Code);
    }

    private static DatasetEntry Entry(params Uri[] mirrors) => new()
    {
        Name = "test",
        Summary = "",
        Source = "",
        Licence = "",
        Files = [new DatasetFile("a", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)))],
        Mirrors = mirrors,
    };

    private static Uri Refused() => new($"http://127.0.0.1:{FileServer.FreePort()}/");

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private Task<IReadOnlyList<FetchedFile>> Fetch(DatasetEntry entry, IProgress<FetchProgress>? progress = null) =>
        new DatasetFetcher(_client).FetchAsync(entry, _folder["new"], progress);

    private sealed class Recorder : IProgress<FetchProgress>
    {
        public FetchProgress? Last { get; private set; }

        public void Report(FetchProgress value) => Last = value;
    }
}
