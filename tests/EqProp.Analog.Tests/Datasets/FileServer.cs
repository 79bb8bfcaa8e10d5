using System.Net;
using System.Net.Sockets;

namespace EqProp.Analog.Tests.Datasets;

/// <summary>A web server on this machine that serves one folder of bytes, and can cut or corrupt what it sends.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public FileServer()
    {
        int port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}/data/");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Whether requests for a part of a file are answered with that part, or with all of it.</summary>
    public bool SupportsRange { get; init; } = true;

    /// <summary>Break the connection after so many bytes of a body.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Each request: the name and where it asks to start.</summary>
    public List<(string Name, long From)> Requests { get; } = [];

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string name = Path.GetFileName(context.Request.Url!.AbsolutePath);
        string? range = context.Request.Headers["Range"];
        long from = range is null ? 0 : long.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
        Requests.Add((name, from));
        using var response = context.Response;
        if (!Files.TryGetValue(name, out byte[]? content))
        {
            response.StatusCode = 404;
            return;
        }

        if (range is not null && SupportsRange)
        {
            if (from >= content.Length)
            {
                response.StatusCode = 416;
                return;
            }

            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
            content = content[(int)from..];
        }

        response.ContentLength64 = content.Length;
        if (CutAfter < content.Length)
        {
            response.OutputStream.Write(content, 0, CutAfter.Value);
            response.OutputStream.Flush();
            response.Abort();
            return;
        }

        response.OutputStream.Write(content);
    }
}
