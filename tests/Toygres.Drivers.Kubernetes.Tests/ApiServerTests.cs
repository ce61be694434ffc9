using Duroxide;
using Toygres.Drivers.Kubernetes;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>How the driver takes what an API server says: pages, and that not now, never, or too late.</summary>
public class ApiServerTests
{
    [Fact]
    public async Task An_inventory_is_read_page_by_page()
    {
        await using var ground = new ClusterGround(new KubernetesOptions { PageSize = 3 });
        var names = await ManyAsync(ground, 10);

        var seen = await ground.Driver.InventoryAsync(Cancel);

        Assert.Equal(names.Order(), seen.Instances.Select(instance => instance.Name));
        Assert.Equal(
            3,
            ground.Server.Requests.Count(asked =>
                IsList(asked, "services") && asked.Query.Contains("continue=", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_list_that_is_too_old_for_its_next_page_begins_anew()
    {
        await using var ground = new ClusterGround(new KubernetesOptions { PageSize = 3 });
        var names = await ManyAsync(ground, 8);
        var isForgotten = false;
        ground.Server.Refuse(
            asked =>
            {
                if (
                    !isForgotten
                    && IsList(asked, "statefulsets")
                    && asked.Query.Contains("continue=", StringComparison.Ordinal)
                )
                {
                    isForgotten = true;
                    ground.Server.Do(store => store.Forget());
                }
                return false;
            },
            new Refusal(500, "Never")
        );

        var seen = await ground.Driver.InventoryAsync(Cancel);

        Assert.True(isForgotten);
        Assert.Equal(names.Order(), seen.Instances.Select(instance => instance.Name));
        Assert.Equal(
            2,
            ground.Server.Requests.Count(asked =>
                IsList(asked, "statefulsets") && !asked.Query.Contains("continue=", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_list_that_is_always_too_old_is_given_up()
    {
        await using var ground = new ClusterGround();
        var gone = new Refusal(410, "Expired");
        ground.Server.Refuse(asked => IsList(asked, "pods"), gone, gone, gone);

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.CheckAsync(NewName(), Cancel));

        Assert.Contains("too old 3 times", error.Message);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_server_that_asks_to_come_back_in_a_moment_is_asked_again(int code)
    {
        await using var ground = new ClusterGround();
        var name = NewName();
        ground.Server.Refuse(asked => asked.Method == "POST", new(code, "Busy", 0), new(code, "Busy", 1));

        await ground.Driver.ProvisionAsync(Spec(name), Cancel);

        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Fact]
    public async Task A_server_that_asks_for_more_patience_than_an_attempt_has_is_left_alone()
    {
        await using var ground = new ClusterGround();
        ground.Server.Refuse(asked => asked.Method == "POST", new Refusal(429, "TooManyRequests", 3600));

        var error = await Assert.ThrowsAsync<DriverException>(() =>
            ground.Driver.ProvisionAsync(Spec(NewName()), Cancel)
        );

        Assert.Contains("too busy to create the Secret", error.Message);
        Assert.Contains("01:00:00", error.Message);
    }

    [Fact]
    public async Task A_server_that_fails_is_not_asked_again_by_the_same_attempt()
    {
        await using var ground = new ClusterGround();
        var name = NewName();
        ground.Server.Refuse(asked => asked.Method == "POST", new Refusal(500, "InternalError"));

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.ProvisionAsync(Spec(name), Cancel));
        Assert.Contains("500", error.Message);

        await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Theory]
    [InlineData(403, "Give its service account a role")]
    [InlineData(422, "refuses to create")]
    public async Task What_no_retry_mends_is_said_to_be_so(int code, string said)
    {
        await using var ground = new ClusterGround();
        ground.Server.Refuse(asked => asked.Method == "POST", new Refusal(code, "No"));

        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.ProvisionAsync(Spec(NewName()), Cancel)
        );

        Assert.Contains(said, error.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_may_pass()
    {
        var ground = new ClusterGround();
        await ground.Server.DisposeAsync();

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.CheckAsync(NewName(), Cancel));

        Assert.Contains("does not answer", error.Message);
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_silent_or_breaks_off_is_an_error_that_may_pass()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        Func<Task<HttpResponseMessage>>[] answers =
        [
            // As the client says that it has waited long enough.
            () => throw new TaskCanceledException("too long", new TimeoutException()),
            () => throw new HttpRequestException("refused"),
            () => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) }),
        ];
        foreach (var answer in answers)
        {
            var driver = ground.Watched(new AnsweringHandler(HttpMethod.Get, "statefulsets", answer));

            var error = await Assert.ThrowsAsync<DriverException>(() => driver.CheckAsync(name, Cancel));

            Assert.Contains("does not answer", error.Message);
        }
    }

    [Fact]
    public async Task Who_ends_a_call_is_not_told_that_the_server_is_silent()
    {
        await using var ground = new ClusterGround();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ground.Driver.CheckAsync(NewName(), ended.Token));
    }

    [Fact]
    public async Task A_watch_that_is_asked_to_come_back_in_a_moment_does()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;
        ground.Server.Refuse(IsWatch, new Refusal(429, "TooManyRequests", 1));

        var stop = ground.Driver.StopAsync(name, Cancel);
        await EventuallyAsync(() => ground.Server.Watchers == 1);
        ground.Server.Do(_ => ground.Server.Controllers.PodsEnd = true);

        await stop;
        Assert.Equal(2, ground.Server.Requests.Count(IsWatch));
    }

    [Theory]
    [InlineData("statefulsets")]
    [InlineData("services")]
    [InlineData("configmaps")]
    [InlineData("secrets")]
    [InlineData("persistentvolumeclaims")]
    public async Task A_delete_that_the_server_breaks_off_is_ended_by_the_next_one(string plural)
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Refuse(
            asked => asked.Method == "DELETE" && asked.Path.Contains($"/{plural}/", StringComparison.Ordinal),
            new Refusal(500, "InternalError")
        );

        await Assert.ThrowsAsync<DriverException>(() => ground.Driver.DeleteAsync(name, Cancel));
        await ground.Driver.DeleteAsync(name, Cancel);

        Assert.Empty(ground.Server.Look(store => store.Everything().ToList()));
    }

    [Theory]
    [InlineData("statefulsets")]
    [InlineData("persistentvolumeclaims")]
    public async Task A_promotion_that_meets_a_conflict_is_ended_by_the_next_one(string plural)
    {
        await using var ground = new ClusterGround();
        var (primary, name) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(name), primary, Cancel);
        await ground.Driver.StartAsync(name, Cancel);
        ground.Server.Refuse(
            asked => asked.Method == "PUT" && asked.Path.Contains($"/{plural}/", StringComparison.Ordinal),
            new Refusal(409, "Conflict")
        );

        await Assert.ThrowsAsync<DriverException>(() => ground.Driver.PromoteAsync(name, Cancel));
        await ground.Driver.PromoteAsync(name, Cancel);

        Assert.Null(
            ground.Get("persistentvolumeclaims", name.Value)["metadata"]!["annotations"]!["toygres.io/follows"]
        );
    }

    [Theory]
    [InlineData("configmaps")]
    [InlineData("statefulsets")]
    [InlineData("persistentvolumeclaims")]
    public async Task A_resize_that_meets_a_conflict_is_ended_by_the_next_one(string plural)
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        var wider = new ClusterSpec(name, new InstanceSize(Connections: 33, StorageGigabytes: 20));
        ground.Server.Refuse(
            asked => asked.Method == "PUT" && asked.Path.Contains($"/{plural}/", StringComparison.Ordinal),
            new Refusal(409, "Conflict")
        );

        await Assert.ThrowsAsync<DriverException>(() => ground.Driver.ResizeAsync(wider, Cancel));
        await ground.Driver.ResizeAsync(wider, Cancel);

        Assert.Contains("max_connections = 33", $"{ground.Get("configmaps", name.Value)["data"]!["postgresql.conf"]}");
        var claim = ground.Get("persistentvolumeclaims", name.Value);
        Assert.Equal("20Gi", $"{claim["spec"]!["resources"]!["requests"]!["storage"]}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_server_that_is_always_to_be_asked_at_once_is_not_asked_too_often(int seconds)
    {
        await using var ground = new ClusterGround(new KubernetesOptions { Patience = TimeSpan.FromSeconds(1) });
        var busy = new Refusal(429, "TooManyRequests", seconds);
        ground.Server.Refuse(asked => asked.Method == "POST", [.. Enumerable.Repeat(busy, 100)]);

        var error = await Assert.ThrowsAsync<DriverException>(() =>
            ground.Driver.ProvisionAsync(Spec(NewName()), Cancel)
        );

        Assert.Contains("too busy", error.Message);
        Assert.InRange(ground.Server.Requests.Count(asked => asked.Method == "POST"), 2, 5);
    }

    private static bool IsWatch(Asked asked) => asked.Query.Contains("watch=true", StringComparison.Ordinal);

    // It ends in the middle of what it has to say.
    private sealed class BrokenStream() : MemoryStream("{\"metadata\":"u8.ToArray())
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException("broken off");

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("broken off");
    }

    private static bool IsList(Asked asked, string plural) =>
        asked.Method == "GET"
        && asked.Path.EndsWith($"/{plural}", StringComparison.Ordinal)
        && !asked.Query.Contains("watch=true", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<InstanceName>> ManyAsync(ClusterGround ground, int count)
    {
        var names = Enumerable.Range(0, count).Select(_ => NewName()).ToList();
        foreach (var name in names)
        {
            await ground.Driver.ProvisionAsync(Spec(name), Cancel);
        }
        return names;
    }
}
