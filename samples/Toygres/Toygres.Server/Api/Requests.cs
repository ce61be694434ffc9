using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Begins operations for a request. One that is sent again with its <c>Idempotency-Key</c> is done once.</summary>
internal sealed class Requests(FleetClient fleet, IHttpContextAccessor accessor)
{
    /// <summary>The header that makes a request the same as an earlier one.</summary>
    public const string Header = "Idempotency-Key";

    private const int MostLetters = 200;

    /// <summary>The way into the fleet, which knows a request that was sent before.</summary>
    public async Task<FleetClient> FleetAsync()
    {
        var http = accessor.HttpContext!;
        var key = http.Request.Headers[Header].ToString();
        return key.Length switch
        {
            0 => fleet,
            > MostLetters => throw new BadHttpRequestException(
                $"The {Header} is longer than {MostLetters} characters."
            ),
            _ => fleet.Once(await IdOfAsync(http, key)),
        };
    }

    /// <summary>Begins something, and says where to ask how far it is.</summary>
    /// <param name="name">What it works on.</param>
    /// <param name="begin">Begins it.</param>
    public async Task<Results<Accepted<StartedView>, ProblemHttpResult>> BeginAsync(
        string name,
        Func<FleetClient, Task<Outcome>> begin
    ) => Answer(name, await begin(await FleetAsync()));

    /// <summary>Says what became of something that was asked for.</summary>
    public static Results<Accepted<StartedView>, ProblemHttpResult> Answer(string name, Outcome outcome) =>
        outcome switch
        {
            Outcome.Done done => TypedResults.Accepted(
                $"/api/operations/{done.Operation}",
                new StartedView(done.Operation, name)
            ),
            Outcome.Refused refused => Problems.Refused(refused.Reason),
            _ => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };

    // Who asks, for what and with which body belong to it, so that a key that is used twice by mistake mixes nothing up.
    private static async Task<Guid> IdOfAsync(HttpContext http, string key)
    {
        var request = http.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes($"{http.User.Identity?.Name}\n{request.Method} {request.Path}\n{key.Length} {key}\n")
        );
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, http.RequestAborted);
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
