namespace Toygres.Cli;

/// <summary>Makes, lists and takes away instances.</summary>
internal static class InstanceCommands
{
    public static IEnumerable<Command> All() => [Create(), CreateMany(), List(), Get(), Delete()];

    private static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = "What you call it: small letters, digits and hyphens.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<string?>("--file", "-f")
        {
            Description = "A YAML file with one instance, or a list; - for what is typed.",
        };
        var image = new Option<string?>("--image") { Description = "The image to make it of." };
        var runtime = new Option<string?>("--runtime-image") { Description = "The runtime image of an empty one." };
        var follows = new Option<string?>("--follows") { Description = "The instance to follow as a replica." };
        var dns = new Option<string?>("--dns") { Description = "A name to reach it by, which no other instance has." };
        var tags = Tags();
        var backup = new Option<int?>("--backup-every")
        {
            Description = "Back it up by itself, every so many seconds.",
        };
        var keep = new Option<int>("--backup-keep")
        {
            Description = "How many backups are kept.",
            DefaultValueFactory = _ => 7,
        };
        var password = new Option<bool>("--password")
        {
            Description = "Ask for the password of its superuser, or read it from standard input.",
        };
        var size = new SizeOptions();
        return ApiCommand.Create(
            "create",
            "Makes an instance: empty, out of an image, or as a replica; or those of a file.",
            [name, file, image, runtime, follows, dns, tags, backup, keep, password, .. size.All, Session.Wait],
            async session =>
            {
                var requests = session.Get(file) is { } path
                    ? InstanceFile.Read(path, session.Terminal)
                    :
                    [
                        new CreateInstanceRequest(
                            session.Line.GetValue(name) ?? throw new UsageException("Give a name, or a file by -f.")
                        )
                        {
                            Size = size.Of(session),
                            Image = session.Get(image),
                            RuntimeImage = session.Get(runtime),
                            Follows = session.Get(follows),
                            DnsName = session.Get(dns),
                            Password = session.Get(password) ? session.Terminal.ReadSecret("Password: ") : null,
                            Backups = session.Get(backup) is { } seconds ? new(seconds, session.Get(keep)) : null,
                            Tags = TagsOf(session.Get(tags)),
                        },
                    ];
                return await CreateAsync(session, requests);
            }
        );
    }

    // All are begun before the first is waited for, as they are made beside each other.
    private static async Task<int> CreateAsync(Session session, IReadOnlyList<CreateInstanceRequest> requests)
    {
        var started = new List<StartedView>();
        try
        {
            foreach (var request in requests)
            {
                var follows = request.Follows is { } primary ? await session.ResolveAsync(primary) : null;
                var asked = request with { Follows = follows };
                started.Add(await session.Api.PostAsync<StartedView>("/api/instances", asked, session.Cancel));
            }
        }
        catch (Exception refused) when (refused is ApiException or UsageException)
        {
            // Those before it are made, and nobody else says what they are called.
            started.ForEach(session.Began);
            throw;
        }
        var worst = ExitCode.Done;
        foreach (var one in started)
        {
            worst = Math.Max(worst, await session.StartedAsync(one));
        }
        return worst;
    }

    private static Command CreateMany()
    {
        var basis = new Argument<string>("base") { Description = "What they are called, before a number." };
        var count = new Argument<int>("count") { Description = "How many, from 1 to 500." };
        var size = new SizeOptions();
        return ApiCommand.Create(
            "create-batch",
            "Makes many instances.",
            [basis, count, .. size.All, Session.Wait],
            async session =>
                await session.StartedAsync(
                    await session.Api.PostAsync<StartedView>(
                        "/api/instances/bulk",
                        new BatchRequest(session.Get(basis), session.Get(count)) { Size = size.Of(session) },
                        session.Cancel
                    )
                )
        );
    }

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "In which state." };
        var health = new Option<string?>("--health") { Description = "healthy, unhealthy or unknown." };
        var tag = new Option<string?>("--tag") { Description = "With a tag: name, or name=value." };
        return ApiCommand.Create(
            "list",
            "Lists instances.",
            [state, health, tag],
            async session =>
            {
                var rows = new List<InstanceView>();
                var after = "";
                do
                {
                    var query = Query(
                        ("state", session.Get(state)),
                        ("health", session.Get(health)),
                        ("tag", session.Get(tag)),
                        ("after", after)
                    );
                    var page = await session.Api.GetAsync<PageView<InstanceView>>(
                        $"/api/instances?limit=500{query}",
                        session.Cancel
                    );
                    rows.AddRange(page.Items);
                    after = page.Next ?? "";
                } while (after.Length > 0);
                session.Printer.Rows(
                    rows,
                    ("Name", row => row.Name),
                    ("State", row => row.State),
                    ("Health", row => row.Health),
                    ("DNS name", row => row.DnsName),
                    ("Port", row => $"{row.Port}"),
                    ("Follows", row => row.Follows),
                    ("Works on it", row => row.Operation),
                    ("Tags", row => Shown.Tags(row.Tags))
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Get()
    {
        var name = ApiCommand.Instance();
        return ApiCommand.Create(
            "get",
            "Tells of one instance.",
            [name],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}";
                var row = await session.Api.GetAsync<InstanceView>(path, session.Cancel);
                session.Printer.One(
                    row,
                    ("Name", row.Name),
                    ("State", row.State),
                    ("Health", row.Health),
                    ("DNS name", row.DnsName),
                    ("Address", row.Port is null ? null : $"{row.Host}:{row.Port}"),
                    ("Version", row.Version),
                    (
                        "Size",
                        $"{row.Size.Connections} connections, {row.Size.MemoryMegabytes} MB of memory, {row.Size.StorageGigabytes} GB of storage"
                    ),
                    ("Made of", row.SourceImage),
                    ("Runs", row.RuntimeImage is { } runtime ? $"{runtime} ({row.ImageType})" : null),
                    ("Follows", row.Follows),
                    ("Backups", row.Backups is { } plan ? $"every {plan.EverySeconds} s, {plan.Keep} kept" : null),
                    ("Tags", Shown.Tags(row.Tags)),
                    ("Works on it", row.Operation),
                    ("Failure", row.Failure),
                    ("Created", Shown.Time(row.Created)),
                    ("Looked at", Shown.Time(row.LastHealthCheck))
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Delete()
    {
        var names = new Argument<string[]>("instances")
        {
            Description = "Their whole names, or what their users call them.",
            Arity = ArgumentArity.OneOrMore,
        };
        return ApiCommand.Create(
            "delete",
            "Takes instances away, with all of their data.",
            [names, Session.Wait, Session.Yes],
            async session =>
            {
                var worst = ExitCode.Done;
                foreach (var given in session.Get(names))
                {
                    var name = await session.ResolveAsync(given);
                    if (!session.Confirm($"{name} is taken away with all of its data."))
                    {
                        return ExitCode.Refused;
                    }
                    var started = await session.Api.DeleteAsync<StartedView>($"/api/instances/{name}", session.Cancel);
                    worst = Math.Max(worst, await session.StartedAsync(started));
                }
                return worst;
            }
        );
    }

    /// <summary>An option that takes tags.</summary>
    public static Option<string[]> Tags() =>
        new("--tag", "-t")
        {
            Description = "What you note of it: name=value. May be given again.",
            AllowMultipleArgumentsPerToken = false,
        };

    /// <summary>Reads tags.</summary>
    public static Dictionary<string, string>? TagsOf(string[]? tags) =>
        tags is null or []
            ? null
            : tags.Select(tag =>
                    tag.Split('=', 2) is [var name, var value]
                        ? (name, value)
                        : throw new UsageException($"'{tag}' is no tag: write name=value.")
                )
                .ToDictionary(tag => tag.name, tag => tag.value);

    /// <summary>The part of an address that asks for what is given.</summary>
    public static string Query(params (string Name, string? Value)[] values) =>
        string.Concat(
            values
                .Where(value => !string.IsNullOrEmpty(value.Value))
                .Select(value => $"&{value.Name}={Uri.EscapeDataString(value.Value!)}")
        );
}

/// <summary>Options that say how much an instance may take.</summary>
internal sealed class SizeOptions
{
    private readonly Option<int?> connections = new("--connections")
    {
        Description = "How many sessions it takes at once.",
    };
    private readonly Option<int?> memory = new("--memory")
    {
        Description = "How much it keeps in its shared buffers, in MB.",
    };
    private readonly Option<int?> storage = new("--storage") { Description = "How much it is meant to store, in GB." };

    public IEnumerable<Option> All => [connections, memory, storage];

    public SizeView? Of(Session session) =>
        Sizes.Of(session.Get(connections), session.Get(memory), session.Get(storage));

    /// <summary>A size of which a part is given anew.</summary>
    public SizeView Over(Session session, SizeView old) =>
        new(
            session.Get(connections) ?? old.Connections,
            session.Get(memory) ?? old.MemoryMegabytes,
            session.Get(storage) ?? old.StorageGigabytes
        );
}
