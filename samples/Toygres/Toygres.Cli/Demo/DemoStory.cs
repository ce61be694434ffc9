using System.Diagnostics;
using System.Globalization;

namespace Toygres.Cli;

/// <summary>What the demo does, step by step.</summary>
internal sealed class DemoStory(Session session, string root)
{
    private const string Fill =
        "CREATE TABLE numbers AS SELECT n, md5(n::text) AS text FROM generate_series(1, 100000) n";
    private const string Sum = "SELECT md5(string_agg(text, ',' ORDER BY n)) FROM numbers";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string suffix = Guid.NewGuid().ToString("N")[..6];
    private readonly List<string> names = [];
    private readonly HashSet<int> ports = [];
    private readonly long began = Stopwatch.GetTimestamp();

    private string Image => $"demo-{suffix}";

    public async Task PlayAsync()
    {
        Say("Three instances are made beside each other");
        var orders = await CreateAsync(new($"orders-{suffix}") { DnsName = $"orders-{suffix}" });
        var shop = await CreateAsync(new($"shop-{suffix}"));
        var replica = await CreateAsync(new($"replica-{suffix}") { Follows = orders });

        Say($"{orders} is filled with 100,000 rows, through its actor");
        await QueryAsync(orders, Fill);
        var sum = await QueryAsync(orders, Sum);

        Say($"It is imaged, and {shop} becomes what the image holds");
        await DoAsync("/api/images", new CreateImageRequest(Image, orders));
        await DoAsync($"/api/instances/{shop}/restore", new RestoreRequest(Image));
        Check(await QueryAsync(shop, Sum) == sum, $"{shop} has other data than {orders}.");
        Say($"Its data is the same: {sum}");

        await KillAsync(shop, sum!);
        await FailOverAsync(orders, replica, sum!);

        Say("Everything is deleted");
        await DeleteAsync();
    }

    /// <summary>What there is of the demo that should not be.</summary>
    public async Task<IReadOnlyList<string>> FindLeftoversAsync()
    {
        var left = new List<string>();
        foreach (var name in names)
        {
            var page = await session.Api.GetAsync<PageView<InstanceView>>(
                $"/api/instances?prefix={name}",
                session.Cancel
            );
            left.AddRange(page.Items.Select(row => $"instance {row.Name}, {row.State}"));
        }
        var images = await session.Api.GetAsync<List<ImageView>>("/api/images", session.Cancel);
        left.AddRange(images.Where(image => image.Name == Image).Select(image => $"image {image.Name}"));
        left.AddRange(
            Leftovers
                .Servers(root)
                .Where(server => names.Contains(server.Instance))
                .Select(server => $"process {server.Process} of {server.Instance}")
        );
        left.AddRange(ports.Where(Leftovers.IsListening).Select(port => $"port {port}"));
        foreach (var folder in new[] { "instances", "images", "secrets", "ports" })
        {
            left.AddRange(Leftovers.Held(root, folder).Where(IsOurs).Select(path => path));
        }
        return left;
    }

    // A lease of a port is a link whose target is the name of who has it.
    private bool IsOurs(string path)
    {
        var said = new FileInfo(path).LinkTarget ?? Path.GetFileName(path);
        return names.Append(Image).Any(name => said.StartsWith(name, StringComparison.Ordinal));
    }

    private async Task<string> CreateAsync(CreateInstanceRequest request)
    {
        var started = await session.Api.PostAsync<StartedView>("/api/instances", request, session.Cancel);
        names.Add(started.Name);
        await EndedAsync(started.Operation);
        await HealthyAsync(started.Name);
        var row = await RowAsync(started.Name);
        ports.Add(row.Port!.Value);
        Say($"  {row.Name} runs at {row.Host}:{row.Port}");
        return row.Name;
    }

    private async Task KillAsync(string name, string sum)
    {
        var killed = ServerOf(name) ?? throw new DemoException($"{name} has no process.");
        Say($"Process {killed} of {name} is killed, as by nothing but a crash");
        using (var server = Process.GetProcessById(killed))
        {
            server.Kill();
        }
        var watch = Stopwatch.GetTimestamp();
        var path = $"/api/instances/{name}/changes";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(session.Cancel);
        limit.CancelAfter(Patience);
        await foreach (var item in session.Api.StreamAsync<FleetChangeView>(path, limit.Token))
        {
            if (item.Data.State is { } row)
            {
                Say(
                    $"  it is {row.State}, {row.Health}{(row.Operation is { } work ? $", and {work} works on it" : "")}"
                );
            }
            if (
                item.Data.State is { State: "running", Health: "healthy", Operation: null }
                && ServerOf(name) is { } now
                && now != killed
            )
            {
                break;
            }
        }
        var seconds = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        Check(await QueryAsync(name, Sum) == sum, $"{name} lost data.");
        ports.Add((await RowAsync(name)).Port!.Value);
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"It healed by itself in {seconds:0.0} seconds, with all of its data"
            )
        );
    }

    private async Task FailOverAsync(string primary, string replica, string sum)
    {
        Say($"{replica} takes the place of {primary}");
        await EventuallyAsync($"{replica} is behind.", async () => await TryQueryAsync(replica, Sum) == sum);
        await DoAsync($"/api/instances/{primary}/fail-over", new FailOverRequest(replica, "a demo"));
        var (old, next) = (await RowAsync(primary), await RowAsync(replica));
        Check(old is { State: "stopped", DnsName: null }, $"{primary} is {old.State}.");
        Check(
            next is { State: "running", Follows: null } && next.DnsName == $"orders-{suffix}",
            $"{replica} has not its place."
        );
        Check(ServerOf(primary) is null, $"{primary} still runs.");
        await HealthyAsync(replica);
        await QueryAsync(replica, "INSERT INTO numbers VALUES (0, 'written after the fail-over')");
        Check(await QueryAsync(replica, "SELECT count(*) FROM numbers") == "100001", $"{replica} lost data.");
        Say($"It writes, and is reached as {next.DnsName}");
    }

    private async Task DeleteAsync()
    {
        foreach (var name in names)
        {
            var started = await session.Api.DeleteAsync<StartedView>($"/api/instances/{name}", session.Cancel);
            await EndedAsync(started.Operation);
        }
        var image = await session.Api.DeleteAsync<StartedView>($"/api/images/{Image}", session.Cancel);
        await EndedAsync(image.Operation);
    }

    private int? ServerOf(string name) =>
        Leftovers
            .Servers(root)
            .Where(server => server.Instance == name)
            .Select(server => (int?)server.Process)
            .FirstOrDefault();

    private async Task DoAsync(string path, object body) =>
        await EndedAsync((await session.Api.PostAsync<StartedView>(path, body, session.Cancel)).Operation);

    private async Task EndedAsync(string operation)
    {
        var end = await session.FollowAsync(operation);
        Check(end.Status == "completed", $"{operation} failed: {end.Error}");
    }

    private Task<InstanceView> RowAsync(string name) =>
        session.Api.GetAsync<InstanceView>($"/api/instances/{name}", session.Cancel);

    private Task HealthyAsync(string name) =>
        EventuallyAsync($"{name} is not healthy.", async () => (await RowAsync(name)).Health == "healthy");

    private async Task<string?> QueryAsync(string name, string statement)
    {
        var answer = await AskAsync(name, statement);
        return answer.Error is { } error ? throw new DemoException($"{name} refuses '{statement}': {error}")
            : answer.Rows is [[var value, ..], ..] ? value
            : null;
    }

    private async Task<string?> TryQueryAsync(string name, string statement) =>
        (await AskAsync(name, statement)).Rows is [[var value, ..], ..] ? value : null;

    private Task<QueryView> AskAsync(string name, string statement) =>
        session.Api.PostAsync<QueryView>(
            $"/api/instances/{name}/query",
            new QueryRequest(statement, 60),
            session.Cancel
        );

    private async Task EventuallyAsync(string otherwise, Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds())
        {
            Check(Stopwatch.GetElapsedTime(began) < Patience * 3, otherwise);
            await timer.WaitForNextTickAsync(session.Cancel);
        }
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new DemoException(otherwise);
        }
    }

    private void Say(string text) =>
        session.Printer.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds, 6:0.0} s  {text}"
            )
        );
}
