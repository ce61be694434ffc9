using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>Asks the API, and tells what it refuses in the terms of the client.</summary>
sealed class Requests
{
    readonly HttpClient http;
    readonly Uri root;

    public Requests(HttpClient http)
    {
        this.http = http;
        root = http.BaseAddress is { } address
            ? new($"{address.AbsoluteUri.TrimEnd('/')}/api/")
            : throw new ArgumentException(
                "The HTTP client has no base address. Set it to that of the dashboard, as https://orders.example.net/duroxide/.",
                nameof(http)
            );
    }

    public Task<T> GetAsync<T>(
        InstanceId instance,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    ) => SendAsync(instance, new(HttpMethod.Get, new Uri(root, path)), type, cancellationToken);

    public Task<T> PostAsync<TBody, T>(
        InstanceId instance,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, path))
        {
            Content = JsonContent.Create(body, bodyType),
        };
        // It says that no page of another site made the program ask.
        request.Headers.Add("X-Duroxide", "1");
        return SendAsync(instance, request, type, cancellationToken);
    }

    async Task<T> SendAsync<T>(
        InstanceId instance,
        HttpRequestMessage request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    throw await RefusalAsync(instance, request, response, cancellationToken).ConfigureAwait(false);
                }
                return await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
                    ?? throw Unreadable(request, "it is null");
            }
            catch (HttpRequestException error)
            {
                throw new ProviderException(
                    What(request),
                    $"{root.Authority} does not answer: {error.Message}",
                    isRetryable: true,
                    error
                );
            }
            catch (JsonException error)
            {
                throw Unreadable(request, error.Message);
            }
        }
    }

    static async Task<Exception> RefusalAsync(
        InstanceId instance,
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var detail = await DetailAsync(response, cancellationToken).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest => new ClientException(new ClientError.InvalidInput(detail)),
            HttpStatusCode.NotFound when IsProblem(response) => new ClientException(
                new ClientError.InstanceNotFound(instance)
            ),
            HttpStatusCode.Conflict => new ClientException(new ClientError.NotPossible(instance, detail)),
            var status => new ProviderException(
                What(request),
                $"{(int)status} {detail}",
                isRetryable: status
                    is HttpStatusCode.ServiceUnavailable
                        or HttpStatusCode.BadGateway
                        or HttpStatusCode.GatewayTimeout
                        or HttpStatusCode.TooManyRequests
            ),
        };
    }

    static async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsProblem(response))
        {
            return response.ReasonPhrase ?? "";
        }
        var problem = await response
            .Content.ReadFromJsonAsync(WireJson.Api.ProblemAnswer, cancellationToken)
            .ConfigureAwait(false);
        return problem?.Detail ?? "";
    }

    static bool IsProblem(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    static ProviderException Unreadable(HttpRequestMessage request, string why) =>
        new(What(request), $"The answer cannot be read: {why} Is the base address that of a dashboard?", false);

    static string What(HttpRequestMessage request) => $"{request.Method} {request.RequestUri}";
}
