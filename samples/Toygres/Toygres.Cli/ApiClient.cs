using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Toygres.Cli;

/// <summary>Asks a server over HTTP.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient http;

    public ApiClient(Credentials credentials)
    {
        Url = credentials.Url;
        http = new HttpClient
        {
            // It may stand below a path, to which all others are relative then.
            BaseAddress = Uri.TryCreate($"{credentials.Url.TrimEnd('/')}/", UriKind.Absolute, out var uri)
                ? uri
                : throw new UsageException(
                    $"'{credentials.Url}' is no address of a server. Write one like {Credentials.DefaultUrl}."
                ),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (credentials.Key is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>Where the server is.</summary>
    public string Url { get; }

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Get, path, null, cancel);

    public Task<T> DeleteAsync<T>(string path, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Delete, path, null, cancel);

    /// <summary>Posts something once, also when the line breaks and it is sent again.</summary>
    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Post, path, body ?? new { }, cancel);

    /// <summary>Posts something that a server cannot know again: when the line breaks, nobody knows whether it was done.</summary>
    public Task<T> TellAsync<T>(string path, object body, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Post, path, body, cancel, isKnown: false);

    public Task<T> PutAsync<T>(string path, object body, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Put, path, body, cancel);

    /// <summary>Reads a stream of events until it is over.</summary>
    public async IAsyncEnumerable<SseItem<T>> StreamAsync<T>(
        string path,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path[1..]);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await CheckAsync(response, cancel);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var parser = SseParser.Create(
            stream,
            (_, data) => JsonSerializer.Deserialize<T>(data, JsonSerializerOptions.Web)!
        );
        await foreach (var item in parser.EnumerateAsync(cancel))
        {
            yield return item;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancel,
        bool isKnown = true
    )
    {
        var key = Guid.NewGuid().ToString();
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path[1..]);
            request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
            request.Headers.Add("Idempotency-Key", key);
            try
            {
                using var response = await http.SendAsync(request, cancel);
                await CheckAsync(response, cancel);
                var text = await response.Content.ReadAsStringAsync(cancel);
                return text.Length == 0 ? default! : JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
            }
            // The server may have done it: asked again with the same key, it says so and does nothing.
            catch (HttpRequestException broken)
                when (isKnown && attempt == 1 && broken.HttpRequestError is not HttpRequestError.ConnectionError)
            {
                continue;
            }
        }
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        var text = await response.Content.ReadAsStringAsync(cancel);
        throw new ApiException(
            response.StatusCode,
            DetailOf(text) ?? $"The server answered {(int)response.StatusCode}."
        );
    }

    private static string? DetailOf(string text)
    {
        try
        {
            var problem = JsonDocument.Parse(text).RootElement;
            return problem.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            // Something that stands before the server answered.
            return null;
        }
    }
}
