using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Downloads the files of a published data set. An interrupted download leaves <c>NAME.gz.part</c>, and the next attempt
/// goes on from there; the final name appears only once the content has the published SHA-256.
/// </summary>
/// <param name="client">Makes the requests; the caller disposes of it.</param>
public sealed class DatasetFetcher(HttpClient client)
{
    private const int BufferSize = 1 << 16;

    // A compressed file should not be longer than what is inside; a little slack for headers.
    private const long Slack = 1 << 16;

    /// <summary>How long a server may be silent before the next address is tried; one minute if left out.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Fetches what is not yet there.</summary>
    /// <param name="entry">A set of the catalog that needs files.</param>
    /// <param name="folder">The set's own folder; made if there is none.</param>
    /// <param name="progress">Told after each piece received; may be null.</param>
    /// <param name="cancellation">Stops the download; partial files stay for the next attempt.</param>
    /// <returns>All files of the set, each checked.</returns>
    /// <exception cref="InputException">
    /// The set has no files to fetch, the folder cannot be written, or a file could not be had from any address: the message
    /// gives every address tried and why it failed. Files fetched before stay.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<FetchedFile>> FetchAsync(
        DatasetEntry entry, string folder, IProgress<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!entry.NeedsFiles || entry.Mirrors.Count == 0)
        {
            throw new InputException(
                "fetch.none", entry.Name, "This set has no files that could be fetched.", "Use it as it is.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            var fetched = new List<FetchedFile>();
            foreach (var file in entry.Files)
            {
                fetched.Add(await FetchFileAsync(entry, file, folder, progress, cancellation).ConfigureAwait(false));
            }

            return fetched;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                "fetch.folder", folder, $"The files cannot be written there: {failure.Message}",
                "Name a folder that can be written and has room.", FailureKind.InputOutput, failure);
        }
    }

    private async Task<FetchedFile> FetchFileAsync(
        DatasetEntry entry, DatasetFile file, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        foreach (string present in new[] { Path.Combine(folder, file.Name), Path.Combine(folder, file.Name + ".gz") })
        {
            if (File.Exists(present) && await HasHashAsync(present, file, cancellation).ConfigureAwait(false))
            {
                return new FetchedFile(present, null);
            }
        }

        string target = Path.Combine(folder, file.Name + ".gz");
        var failures = new List<Violation>();
        foreach (var mirror in entry.Mirrors)
        {
            var address = new Uri(mirror, file.Name + ".gz");
            string? reason = await TryAddressAsync(address, file, target, progress, cancellation).ConfigureAwait(false);
            if (reason is null)
            {
                return new FetchedFile(target, address);
            }

            failures.Add(new Violation(
                "fetch.failed", address.ToString(), reason,
                $"Check the network, or put {file.Name}.gz into {folder} by hand."));
        }

        throw new InputException(failures, FailureKind.InputOutput);
    }

    // A resumed file may be pieced together from two different compressions, so it gets a second try from its start.
    private async Task<string?> TryAddressAsync(
        Uri address, DatasetFile file, string target, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        string part = target + ".part";
        while (true)
        {
            bool resumed = File.Exists(part);
            try
            {
                await DownloadAsync(address, file, part, progress, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (
                failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return Describe(failure);
            }

            if (await HasHashAsync(part, file, cancellation).ConfigureAwait(false))
            {
                File.Move(part, target, overwrite: true);
                return null;
            }

            File.Delete(part);
            if (!resumed)
            {
                return "What came does not have the published SHA-256 and was thrown away.";
            }
        }
    }

    private async Task DownloadAsync(
        Uri address, DatasetFile file, string part, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token)
            .ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            // All of it may be there already; the checksum decides.
            return;
        }

        response.EnsureSuccessStatusCode();
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        long? total = response.Content.Headers.ContentLength + (goesOn ? have : 0);
        await using var input = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        await using var output = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        byte[] buffer = new byte[BufferSize];
        while (true)
        {
            patience.CancelAfter(Patience);
            int count = await ReceiveAsync(input, buffer, patience.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            if (output.Position + count > file.Bytes + Slack)
            {
                throw new HttpRequestException($"more came than the {file.Bytes} bytes that the published file holds");
            }

            output.Write(buffer, 0, count);
            progress?.Report(new FetchProgress(file.Name + ".gz", address, output.Position, total));
        }
    }

    // A broken connection is an IOException too; it must not be taken for a full disk.
    private static async Task<int> ReceiveAsync(Stream input, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new HttpRequestException(failure.Message, failure);
        }
    }

    private static async Task<bool> HasHashAsync(string path, DatasetFile file, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            await using var stream = IdxReader.Decompress(File.OpenRead(path));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[BufferSize];
            long length = 0;
            for (int count; length <= file.Bytes && (count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                length += count;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        OperationCanceledException => "The server did not answer in time.",
        HttpRequestException { StatusCode: { } status } => $"The server answered {(int)status} ({status}).",
        _ => $"The download failed: {failure.Message}.",
    };
}
