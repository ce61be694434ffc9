using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Lists, makes and takes away instances.</summary>
internal static class InstanceEndpoints
{
    private const int MostOnPage = 500;

    public static void MapInstances(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/instances").WithTags("instances");
        all.MapGet("", ListAsync).WithName("ListInstances").WithSummary("Lists instances by name.");
        all.MapPost("", CreateAsync)
            .WithName("CreateInstance")
            .WithSummary("Makes an instance: empty, out of an image, or as a replica.")
            .RequireAuthorization(Policies.Operator);
        all.MapPost("/bulk", CreateManyAsync)
            .WithName("CreateInstances")
            .WithSummary("Makes up to 500 instances, as a batch.")
            .RequireAuthorization(Policies.Operator);
        all.MapPost("/bulk/delete", DeleteManyAsync)
            .WithName("DeleteInstances")
            .WithSummary("Takes instances away.")
            .RequireAuthorization(Policies.Operator);
        var one = all.MapGroup("/{name}").AddEndpointFilter<InstanceFilter>();
        one.MapGet("", FindAsync).WithName("GetInstance").WithSummary("Tells of one instance.");
        one.MapDelete("", DeleteAsync)
            .WithName("DeleteInstance")
            .WithSummary("Takes an instance away, with all of its data.")
            .RequireAuthorization(Policies.Operator);
        one.MapInstanceRecords();
        one.MapInstanceOperations();
        one.MapActor();
        one.MapDurable();
    }

    private static async Task<Results<Ok<PageView<InstanceView>>, ProblemHttpResult>> ListAsync(
        ICms cms,
        CancellationToken cancel,
        string? state = null,
        string? health = null,
        string? tag = null,
        string? prefix = null,
        string? after = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > MostOnPage)
        {
            return Problems.Wrong($"A page of {limit}: between 1 and {MostOnPage} are possible.");
        }
        if (state is not null && Word.Parse<InstanceState>(state) is null)
        {
            return Problems.Wrong($"There is no state '{state}'. There are: {Word.All<InstanceState>()}.");
        }
        if (health is not null && Word.Parse<Health>(health) is null)
        {
            return Problems.Wrong($"There is no health '{health}'. There are: {Word.All<Health>()}.");
        }
        var pair = tag?.Split('=', 2);
        var found = (await cms.ListAsync(cancel))
            .Where(row =>
                (state is null || row.State == Word.Parse<InstanceState>(state))
                && (health is null || row.Health == Word.Parse<Health>(health))
                && (prefix is null || row.Name.Value.StartsWith(prefix, StringComparison.Ordinal))
                && (after is null || string.CompareOrdinal(row.Name.Value, after) > 0)
                && (pair is null || HasTag(row, pair))
            )
            .OrderBy(row => row.Name)
            .Take(limit + 1)
            .Select(InstanceView.Of)
            .ToList();
        var items = found.Take(limit).ToList();
        return TypedResults.Ok(new PageView<InstanceView>(items, found.Count > limit ? items[^1].Name : null));
    }

    private static bool HasTag(Instance row, string[] pair) =>
        row.Tags.TryGetValue(pair[0], out var value) && (pair.Length == 1 || value == pair[1]);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> CreateAsync(
        CreateInstanceRequest request,
        Requests requests,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (ProblemOf(request) is { } problem)
        {
            return Problems.Wrong(problem);
        }
        var fleet = await requests.FleetAsync();
        var (name, outcome) = await fleet.CreateAsync(
            new InstanceRequest(request.Name)
            {
                Size = Size(request.Size),
                DnsName = request.DnsName,
                Image = request.Image is { } image ? ImageName.Parse(image) : null,
                Runtime = request.RuntimeImage is { } runtime ? ImageName.Parse(runtime) : null,
                Follows = request.Follows is { } primary ? InstanceName.Parse(primary) : null,
                Password = request.Password is { } password ? new Secret(password) : null,
                Backups = Plan(request.Backups),
                Tags = request.Tags,
            },
            cancel
        );
        Auditing.SaySubject(http, name.Value);
        return Requests.Answer(name.Value, outcome);
    }

    private static string? ProblemOf(CreateInstanceRequest request) =>
        request.DnsName is { } dns && InstanceName.TryParse(dns) is null
            ? $"'{dns}' is no DNS name here: use small letters, digits and hyphens, a letter first."
            : TagProblem(request.Tags);

    private static async Task<Results<Accepted<StartedView>, ProblemHttpResult>> CreateManyAsync(
        BatchRequest request,
        Requests requests,
        ServerOptions options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (request.Count is < 1 or > CreateBatchFlow.Most)
        {
            return Problems.Wrong($"{request.Count} instances: between 1 and {CreateBatchFlow.Most} are possible.");
        }
        var size = Size(request.Size);
        // A number and eight digits come behind it.
        if (size.Problem() is { } problem)
        {
            return Problems.Wrong(problem);
        }
        InstanceName.Of($"{request.Base}{CreateBatchFlow.Most}", Guid.Empty);
        var fleet = await requests.FleetAsync();
        var id = await fleet.CreateBatchAsync(new(request.Base, request.Count, size, PaceOf(options)), cancel);
        Auditing.SaySubject(http, id.ToString());
        return TypedResults.Accepted($"/api/batches/{id}", new StartedView(id.ToString(), request.Base));
    }

    private static async Task<Results<Ok<IReadOnlyList<OutcomeView>>, ProblemHttpResult>> DeleteManyAsync(
        NamesRequest request,
        Requests requests,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (request.Names.Count > MostOnPage)
        {
            return Problems.Wrong($"{request.Names.Count} names: {MostOnPage} are the most.");
        }
        if (request.Names.Any(name => name is null))
        {
            return Problems.Wrong("One of the names is null.");
        }
        Auditing.SaySubject(http, string.Join(", ", request.Names));
        var fleet = await requests.FleetAsync();
        var outcomes = new List<OutcomeView>();
        foreach (var name in request.Names)
        {
            var outcome = InstanceName.TryParse(name) is { } parsed
                ? await fleet.DeleteAsync(parsed, cancel)
                : new Outcome.Refused($"'{name}' is no name of an instance.");
            outcomes.Add(new(name, (outcome as Outcome.Done)?.Operation, (outcome as Outcome.Refused)?.Reason));
        }
        return TypedResults.Ok<IReadOnlyList<OutcomeView>>(outcomes);
    }

    private static async Task<Ok<InstanceView>> FindAsync(string name, ICms cms, CancellationToken cancel) =>
        TypedResults.Ok(InstanceView.Of((await cms.FindAsync(InstanceName.Parse(name), cancel))!));

    private static Task<Results<Accepted<StartedView>, ProblemHttpResult>> DeleteAsync(
        string name,
        Requests requests,
        CancellationToken cancel
    ) => requests.BeginAsync(name, fleet => fleet.DeleteAsync(InstanceName.Parse(name), cancel));

    /// <summary>What is wrong with tags; null when nothing is.</summary>
    public static string? TagProblem(IReadOnlyDictionary<string, string>? tags) =>
        tags switch
        {
            { Count: > 50 } => $"{tags.Count} tags: 50 are the most.",
            not null
                when tags.Any(tag =>
                    !IsText(tag.Key, most: 100) || tag.Key.Length == 0 || !IsText(tag.Value, most: 200)
                ) => "A tag has a name of 1 to 100 characters and a value of 200 at most, without zeros in them.",
            _ => null,
        };

    // What JSON gives may be null, or have a zero that no database keeps.
    private static bool IsText(string? text, int most) => text?.Length <= most && !text.Contains('\0');

    /// <summary>The size that was asked for.</summary>
    public static InstanceSize Size(SizeView? size) =>
        size is null ? new() : new(size.Connections, size.MemoryMegabytes, size.StorageGigabytes);

    /// <summary>The plan that was asked for; null for none.</summary>
    public static BackupPlan? Plan(BackupPlanView? plan) => plan is null ? null : new(plan.EverySeconds, plan.Keep);

    /// <summary>How often things are looked at.</summary>
    public static Pace PaceOf(ServerOptions options) => new(options.HealthSeconds, options.PollSeconds);
}
