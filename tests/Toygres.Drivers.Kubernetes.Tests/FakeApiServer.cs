using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>A request, as it came.</summary>
internal sealed record Asked(string Method, string Path, string Query, string Body);

/// <summary>An answer in place of the true one.</summary>
internal sealed record Refusal(int Code, string Reason, int? RetryAfterSeconds = null);

/// <summary>An API server of Kubernetes on loopback, with the objects of one namespace and the controllers that care for them.</summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(Func<Asked, bool> Which, Refusal Answer)> refusals = [];
    private CancellationTokenSource watching = new();
    private int watchers;

    private FakeApiServer(WebApplication app)
    {
        this.app = app;
        Controllers = new Controllers(Store);
        app.UseWebSockets();
        app.Run(AnswerAsync);
    }

    public ObjectStore Store { get; } = new();

    public Controllers Controllers { get; }

    /// <summary>All that was asked, in order.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = [];

    /// <summary>How many watch at this moment.</summary>
    public int Watchers => Volatile.Read(ref watchers);

    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<FakeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(1)
        );
        var server = new FakeApiServer(builder.Build());
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Refuses the next requests of a kind, one for each answer.</summary>
    public void Refuse(Func<Asked, bool> which, params Refusal[] answers)
    {
        foreach (var answer in answers)
        {
            refusals.Enqueue((which, answer));
        }
    }

    /// <summary>Changes something behind everybody's back, and lets the controllers see it.</summary>
    public void Do(Action<ObjectStore> change)
    {
        lock (Store.Gate)
        {
            change(Store);
            Controllers.Settle();
        }
    }

    public T Look<T>(Func<ObjectStore, T> look)
    {
        lock (Store.Gate)
        {
            return look(Store);
        }
    }

    /// <summary>Ends all watches, as a server does after a while.</summary>
    public void EndWatches() => Interlocked.Exchange(ref watching, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        watching.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var query = http.Request.Query;
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var asked = new Asked(http.Request.Method, http.Request.Path, http.Request.QueryString.Value ?? "", body);
        Requests.Enqueue(asked);
        try
        {
            if (Refused(asked) is { } refusal)
            {
                if (refusal.RetryAfterSeconds is { } seconds)
                {
                    http.Response.Headers.RetryAfter = $"{seconds}";
                }
                throw new ApiError(refusal.Code, refusal.Reason, "refused by the test");
            }
            var place = ApiPath.Parse(asked.Path) ?? throw ApiError.NotFound("path", asked.Path);
            await (
                (asked.Method, place) switch
                {
                    (_, { Part: "exec" }) => ExecAsync(http, place),
                    ("GET", { Part: "log" }) => LogAsync(http, place, query["tailLines"]),
                    ("GET", { Name: null }) when query["watch"] == "true" => WatchAsync(http, place),
                    ("GET", { Name: null }) => ListAsync(http, place),
                    ("GET", { Name: { } name }) => WriteAsync(http, Look(store => Copy(store.Get(place.Plural, name)))),
                    ("POST", { Name: null }) => WriteAsync(http, Make(place, body), 201),
                    ("PUT", { Name: { } name }) => WriteAsync(http, Put(place.Plural, name, body)),
                    ("DELETE", { Name: { } name }) => WriteAsync(http, Remove(place.Plural, name, body)),
                    _ => throw new ApiError(405, "MethodNotAllowed", $"{asked.Method} {asked.Path}"),
                }
            );
        }
        catch (ApiError no)
        {
            await WriteAsync(http, Status(no), no.Code);
        }
    }

    private Refusal? Refused(Asked asked) =>
        refusals.TryPeek(out var next) && next.Which(asked) && refusals.TryDequeue(out var taken) ? taken.Answer : null;

    private JsonObject Make(ApiPath place, string body)
    {
        var made = (JsonObject)JsonNode.Parse(body)!;
        Do(store => store.Create(place.Plural, made));
        return Look(_ => Copy(made));
    }

    private JsonObject Put(string plural, string name, string body)
    {
        var next = (JsonObject)JsonNode.Parse(body)!;
        Do(store => store.Replace(plural, name, next));
        return Look(_ => Copy(next));
    }

    // Of some kinds it gives back what was deleted, of the others that it was.
    private JsonObject Remove(string plural, string name, string body)
    {
        var uid = body.Length == 0 ? null : JsonNode.Parse(body)!["preconditions"]?["uid"]?.GetValue<string>();
        var deleted = Look(store => Copy(store.Get(plural, name)));
        Do(store => store.Delete(plural, name, uid));
        return plural is "pods" or "services" or "persistentvolumeclaims"
            ? deleted
            : new JsonObject
            {
                ["kind"] = "Status",
                ["apiVersion"] = "v1",
                ["status"] = "Success",
            };
    }

    private Task ListAsync(HttpContext http, ApiPath place)
    {
        var query = http.Request.Query;
        int? limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var most) ? most : null;
        var list = Look(store =>
        {
            var from = query["continue"].FirstOrDefault();
            var (items, next) = store.List(place.Plural, query["labelSelector"], limit, from);
            return new JsonObject
            {
                ["kind"] = "List",
                ["apiVersion"] = place.Version,
                ["metadata"] = new JsonObject { ["resourceVersion"] = $"{store.Version}", ["continue"] = next },
                ["items"] = new JsonArray([.. items.Select(Copy)]),
            };
        });
        return WriteAsync(http, list);
    }

    // One line a change, for as long as somebody listens. Who comes too late is told so in the stream, as the true server does.
    private async Task WatchAsync(HttpContext http, ApiPath place)
    {
        var query = http.Request.Query;
        var since = long.Parse(query["resourceVersion"]!, CultureInfo.InvariantCulture);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, watching.Token);
        http.Response.ContentType = "application/json";
        await http.Response.StartAsync(http.RequestAborted);
        Interlocked.Increment(ref watchers);
        try
        {
            while (true)
            {
                var (news, change) = Look(store => (News(store, place, query["labelSelector"], since), store.Change));
                foreach (var (version, line) in news)
                {
                    await http.Response.WriteAsync($"{line.ToJsonString()}\n", http.RequestAborted);
                    if (version is not { } seen)
                    {
                        return;
                    }
                    since = seen;
                }
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await change.WaitAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Who watched has seen enough, or a test has.
        }
        finally
        {
            Interlocked.Decrement(ref watchers);
        }
    }

    private static IReadOnlyList<(long? Version, JsonObject Line)> News(
        ObjectStore store,
        ApiPath place,
        string? selector,
        long since
    )
    {
        try
        {
            return
            [
                .. store
                    .Since(place.Plural, selector, since)
                    .Select(one =>
                        ((long?)one.Version, new JsonObject { ["type"] = one.Type, ["object"] = Copy(one.Object) })
                    ),
            ];
        }
        catch (ApiError old)
        {
            return [(null, new JsonObject { ["type"] = "ERROR", ["object"] = Status(old) })];
        }
    }

    private async Task LogAsync(HttpContext http, ApiPath place, string? tail)
    {
        var lines = Look(store => Controllers.ServerOf(store.Get("pods", place.Name!)).Log.ToArray());
        var last = lines.TakeLast(int.TryParse(tail, CultureInfo.InvariantCulture, out var most) ? most : lines.Length);
        await http.Response.WriteAsync(string.Concat(last.Select(line => $"{line}\n")), http.RequestAborted);
    }

    private async Task ExecAsync(HttpContext http, ApiPath place)
    {
        var server = Look(store => Controllers.ServerOf(store.Get("pods", place.Name!)));
        if (http.Request.Query["command"] is not ["psql", ..])
        {
            throw new ApiError(400, "BadRequest", "no such program");
        }
        await FakeExec.RunAsync(http, server);
    }

    private static JsonObject Status(ApiError no) =>
        new()
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["message"] = no.Message,
            ["reason"] = no.Reason,
            ["code"] = no.Code,
        };

    private static JsonObject Copy(JsonObject of) => (JsonObject)of.DeepClone();

    private static async Task WriteAsync(HttpContext http, JsonObject said, int code = 200)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(said.ToJsonString(), http.RequestAborted);
    }
}
