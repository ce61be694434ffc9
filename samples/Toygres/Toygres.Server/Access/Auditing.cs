using Toygres.Cms;

namespace Toygres.Server;

/// <summary>Notes each change that is asked for, before it is made and after it.</summary>
internal sealed class Auditing(SqlAudit audit, TimeProvider time)
{
    private const int MostLetters = 200;

    /// <summary>Notes the request that runs, if it is a change.</summary>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (!SameSite.IsChange(http.Request) || IsRefused(http))
        {
            await next(http);
            return;
        }
        var entry = await BeginAsync(http, ActionOf(http));
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(http);
            status = http.Response.StatusCode;
        }
        catch (Exception error)
        {
            status = Problems.StatusOf(error);
            throw;
        }
        finally
        {
            // Who asked may have gone meanwhile; the entry is written all the same.
            await audit.EndAsync(
                entry with
                {
                    Status = status,
                    Account = NameOf(http),
                    Subject = SubjectOf(http),
                },
                default
            );
        }
    }

    // Who is not known changes nothing but by logging in; everything else is refused, and the rest of the room is kept for others.
    private static bool IsRefused(HttpContext http) =>
        http.User.Identity?.IsAuthenticated is not true
        && http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName != LoginEndpoints.Login;

    /// <summary>Notes something that is no change, and is told to few.</summary>
    public async Task NoteAsync(HttpContext http, string action)
    {
        var entry = await BeginAsync(http, action);
        await audit.EndAsync(entry with { Status = StatusCodes.Status200OK }, default);
    }

    /// <summary>Says of whom a request is that came with no account, such as a login.</summary>
    public static void SayWho(HttpContext http, string name) => http.Items[typeof(Auditing)] = name;

    private async Task<AuditEntry> BeginAsync(HttpContext http, string action)
    {
        var now = time.GetUtcNow();
        var entry = new AuditEntry(
            Guid.CreateVersion7(now).ToString(),
            now,
            NameOf(http),
            http.Connection.RemoteIpAddress?.ToString() ?? "local",
            action,
            SubjectOf(http)
        );
        await audit.BeginAsync(entry, http.RequestAborted);
        return entry;
    }

    private static string NameOf(HttpContext http) =>
        Cut(http.User.Identity?.Name ?? http.Items[typeof(Auditing)] as string ?? AuditEntry.Nobody);

    private static string ActionOf(HttpContext http) =>
        Cut(
            http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
                ?? $"{http.Request.Method} {http.Request.Path}"
        );

    private static string? SubjectOf(HttpContext http) =>
        (http.Items[nameof(SubjectOf)] ?? http.GetRouteValue("name") ?? http.GetRouteValue("id")) is { } subject
            ? Cut($"{subject}")
            : null;

    /// <summary>Says what a request is about whose path does not.</summary>
    public static void SaySubject(HttpContext http, string subject) => http.Items[nameof(SubjectOf)] = subject;

    // PostgreSQL keeps no zero, and what is asked for with one is to be noted, too.
    private static string Cut(string text) =>
        (text.Length <= MostLetters ? text : text[..MostLetters]).Replace('\0', '\uFFFD');
}
