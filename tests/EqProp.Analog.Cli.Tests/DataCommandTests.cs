using System.Net;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The commands about data sets, and files of data sets that are wrong.</summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Small_IDX_files_are_shown_and_found()
    {
        TinyIdx.WriteAll(_folder.Path, train: 6, test: 3);

        CommandResult shown = InProcess.Run("data", "show", "mnist", "--data", _folder.Path, "--count", "2");
        CommandResult listed = InProcess.Run(Variable("EQPROP_DATA_DIR", _folder.Path), "data", "list", "--json");

        Assert.Equal(ExitCode.Done, shown.ExitCode);
        Assert.StartsWith("0:", shown.Out, StringComparison.Ordinal);
        Assert.Contains("@", shown.Out, StringComparison.Ordinal);
        JsonNode mnist = JsonNode.Parse(listed.Out)!["datasets"]!.AsArray().Single(set => (string)set!["name"]! == "mnist")!;
        Assert.Equal(_folder.Path, (string?)mnist["folder"]);
    }

    [Theory]
    [InlineData("truncated", "idx.", ExitCode.BadInput)]
    [InlineData("magic", "idx.", ExitCode.BadInput)]
    [InlineData("labels", "idx.count", ExitCode.BadInput)]
    [InlineData("missing", "dataset.missing", ExitCode.InputOutput)]
    public void Damaged_IDX_files_are_explained(string damage, string code, int exitCode)
    {
        TinyIdx.WriteAll(_folder.Path, train: 6, test: 3);
        string images = _folder.File("train-images-idx3-ubyte");
        byte[] content = File.ReadAllBytes(images);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(images, content[..^5]);
                break;
            case "magic":
                content[2] = 0x0d;
                File.WriteAllBytes(images, content);
                break;
            case "labels":
                TinyIdx.WriteLabels(_folder.File("train-labels-idx1-ubyte"), 5);
                break;
            default:
                File.Delete(images);
                break;
        }

        CommandResult result = InProcess.Run("data", "show", "mnist", "--data", _folder.Path);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.StartsWith($"error {code}", result.Error, StringComparison.Ordinal);
        Assert.Contains(damage == "missing" ? "train-images-idx3-ubyte" : _folder.Path, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_is_not_there_is_named()
    {
        string nowhere = _folder.File("nowhere");
        CommandResult result = RealProcess.Run("data", "show", "mnist", "--data", nowhere);

        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.StartsWith($"error dataset.missing: {nowhere}", result.Error, StringComparison.Ordinal);
        Assert.Contains("eqprop data fetch mnist --data", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_data_folder_and_an_unknown_set_are_bad_input()
    {
        CommandResult nameless = InProcess.Run("data", "show", "mnist");
        CommandResult unknown = InProcess.Run("data", "show", "mnst");

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (nameless.ExitCode, unknown.ExitCode));
        Assert.Contains("no data folder is given", nameless.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'mnist'?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_written_and_an_unwritable_file_is_explained()
    {
        string file = _folder.Write("file", "not a folder");
        CommandResult written = InProcess.Run("data", "show", "digits", "--count", "3", "--png", _folder.File("digits.png"));
        CommandResult refused = InProcess.Run("data", "show", "digits", "--count", "3", "--png", Path.Combine(file, "digits.png"));

        Assert.Equal(ExitCode.Done, written.ExitCode);
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], File.ReadAllBytes(_folder.File("digits.png"))[..4]);
        Assert.Equal(ExitCode.InputOutput, refused.ExitCode);
        Assert.StartsWith("error file.write: ", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Interrupted)]
    [InlineData(ExitCode.Terminated)]
    public void A_signal_stops_a_download_with_its_exit_code(int code)
    {
        StopSignal stop = new();
        CommandResult result = InProcess.Run(
            host => host with
            {
                ListenForStop = () => stop,
                NewHttpClient = () => new HttpClient(new Answer(async token =>
                {
                    stop.Request(code);
                    await Task.Delay(Timeout.Infinite, token);
                    return new HttpResponseMessage();
                })),
            },
            "data", "fetch", "mnist", "--data", _folder.Path);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains("the same command goes on from here", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_that_fails_names_every_address()
    {
        CommandResult result = InProcess.Run(
            host => host with
            {
                NewHttpClient = () => new HttpClient(new Answer(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)))),
            },
            "data", "fetch", "mnist", "--data", _folder.Path);

        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.Contains("error fetch.failed: https://", result.Error, StringComparison.Ordinal);
        Assert.Contains("404", result.Error, StringComparison.Ordinal);
    }

    private static Func<ToolHost, ToolHost> Variable(string name, string value) =>
        host => host with { Variable = asked => asked == name ? value : null };

    private sealed class Answer(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(cancellationToken);
    }
}
