using System.Text;
using System.Text.Json.Nodes;
using Duroxide;
using Toygres.Drivers.Kubernetes;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>What others do to a cluster behind the back of the driver, and what an API server says no to.</summary>
public class TroubleTests
{
    private static readonly ImageName Image = ImageName.Parse("monday");

    private static readonly KubernetesOptions Hasty = new() { Patience = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task A_start_that_comes_late_does_not_get_by_a_fence()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.Driver.StopAsync(name, Cancel);
        // It has seen no fence, and is about to write.
        var late = ground.Watched(
            new MeddlingHandler(HttpMethod.Put, "statefulsets", () => ground.Driver.FenceAsync(name, Cancel))
        );

        await Assert.ThrowsAsync<DriverException>(() => late.StartAsync(name, Cancel));

        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        await Assert.ThrowsAsync<NonRetryableException>(() => late.StartAsync(name, Cancel));
    }

    [Fact]
    public async Task A_start_of_what_lost_its_set_does_not_get_by_a_fence()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Do(store => store.Delete("statefulsets", name.Value, null));
        var late = ground.Watched(
            new MeddlingHandler(HttpMethod.Post, "statefulsets", () => ground.Driver.FenceAsync(name, Cancel))
        );

        await Record.ExceptionAsync(() => late.StartAsync(name, Cancel));

        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.StartAsync(name, Cancel));
    }

    [Fact]
    public async Task Of_two_that_make_one_instance_at_a_time_both_find_it_made()
    {
        await using var ground = new ClusterGround();
        foreach (var plural in new[] { "secrets", "configmaps", "services", "persistentvolumeclaims", "statefulsets" })
        {
            var name = NewName();
            var slow = ground.Watched(
                new MeddlingHandler(HttpMethod.Post, plural, () => ground.Driver.ProvisionAsync(Spec(name), Cancel))
            );

            await slow.ProvisionAsync(Spec(name), Cancel);

            Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
        }
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("fence")]
    [InlineData("unfence")]
    [InlineData("resize")]
    [InlineData("promote")]
    public async Task Of_two_that_change_one_object_the_later_one_is_told_and_can_try_again(string call)
    {
        await using var ground = new ClusterGround();
        var (primary, name) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(name), primary, Cancel);
        await ground.Driver.StartAsync(name, Cancel);
        if (call == "unfence")
        {
            await ground.Driver.FenceAsync(name, Cancel);
        }
        var late = ground.Watched(new MeddlingHandler(HttpMethod.Put, "statefulsets", () => MeddleAsync(ground, name)));
        Func<Task> change = call switch
        {
            "stop" => () => late.StopAsync(name, Cancel),
            "fence" => () => late.FenceAsync(name, Cancel),
            "unfence" => () => late.UnfenceAsync(name, Cancel),
            "resize" => () => late.ResizeAsync(Spec(name), Cancel),
            _ => () => late.PromoteAsync(name, Cancel),
        };

        var error = await Assert.ThrowsAsync<DriverException>(change);
        await change();

        Assert.Contains("changed or deleted meanwhile", error.Message);
        Assert.Equal(
            "somebody",
            ground.Get("statefulsets", name.Value)["metadata"]!["labels"]!["who"]!.GetValue<string>()
        );
    }

    // Somebody else changes an object, as with kubectl.
    private static Task MeddleAsync(ClusterGround ground, InstanceName name)
    {
        ground.Server.Do(store =>
        {
            var set = store.Get("statefulsets", name.Value);
            ObjectStore.MetaOf(set)["labels"]!["who"] = "somebody";
            store.Touch("statefulsets", set);
        });
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_watch_that_the_server_ends_begins_anew()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;
        var stop = ground.Driver.StopAsync(name, Cancel);
        await EventuallyAsync(() => ground.Server.Watchers == 1);
        var watches = Watches();

        ground.Server.EndWatches();
        await EventuallyAsync(() => Watches() > watches && ground.Server.Watchers == 1);
        ground.Server.Do(_ => ground.Server.Controllers.PodsEnd = true);

        await stop;

        int Watches() => ground.Server.Requests.Count(IsWatch);
    }

    [Fact]
    public async Task A_stop_waits_until_the_pod_is_gone_and_learns_it_by_a_watch()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;

        var stop = ground.Driver.StopAsync(name, Cancel);
        await EventuallyAsync(() => ground.Server.Watchers == 1);
        Assert.Equal(ObservedState.Starting, await ground.Driver.CheckAsync(name, Cancel));
        Assert.False(stop.IsCompleted);
        ground.Server.Do(_ => ground.Server.Controllers.PodsEnd = true);

        await stop;
        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Fact]
    public async Task A_watch_that_is_told_it_is_too_old_begins_anew()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;
        var stop = ground.Driver.StopAsync(name, Cancel);
        await EventuallyAsync(() => ground.Server.Watchers == 1);
        var lists = Lists();

        ground.Server.Do(store => store.Forget());
        await EventuallyAsync(() => Lists() > lists && ground.Server.Watchers == 1);
        ground.Server.Do(_ => ground.Server.Controllers.PodsEnd = true);

        await stop;

        int Lists() =>
            ground.Server.Requests.Count(asked =>
                asked.Path.EndsWith("/pods", StringComparison.Ordinal) && !IsWatch(asked)
            );
    }

    [Fact]
    public async Task What_does_not_end_in_one_attempt_is_said_and_ends_in_another_one()
    {
        await using var ground = new ClusterGround(Hasty);
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;

        var stop = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.StopAsync(name, Cancel));
        var fence = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.FenceAsync(name, Cancel));
        var delete = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.DeleteAsync(name, Cancel));
        ground.Server.Do(_ => ground.Server.Controllers.PodsEnd = true);

        Assert.All([stop, fence, delete], error => Assert.Contains($"{name} does not stop", error.Message));
        await ground.Driver.DeleteAsync(name, Cancel);
        Assert.Empty((await ground.Driver.InventoryAsync(Cancel)).Instances);
    }

    [Fact]
    public async Task What_is_made_again_waits_until_the_old_one_is_gone()
    {
        await using var ground = new ClusterGround(Hasty);
        var name = await ground.RunAsync();
        ground.Server.Controllers.PodsEnd = false;
        await Assert.ThrowsAsync<DriverException>(() => ground.Driver.DeleteAsync(name, Cancel));

        Assert.Equal(ObservedState.Orphan, await ground.Driver.CheckAsync(name, Cancel));
        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.ProvisionAsync(Spec(name), Cancel));

        Assert.Contains("still on its way out", error.Message);
    }

    [Fact]
    public async Task An_image_that_is_not_made_in_one_attempt_says_why_and_is_made_in_another_one()
    {
        await using var ground = new ClusterGround(Hasty);
        var name = await ground.RunAsync();
        ground.Server.Controllers.SnapshotError = "the disk has no room";
        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.BackUpAsync(name, Image, Cancel));
        var copy = NewName("copy");
        var early = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.RestoreAsync(Spec(copy), Image, Cancel)
        );

        ground.Server.Do(_ => ground.Server.Controllers.SnapshotError = null);
        var facts = await ground.Driver.BackUpAsync(name, Image, Cancel);

        Assert.Contains("the disk has no room", error.Message);
        Assert.Contains("no image monday", early.Message);
        Assert.Equal((name, "17", 10L << 30), (facts.Source, facts.Version, facts.Bytes));
    }

    [Fact]
    public async Task An_image_of_another_version_is_refused_for_good()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.Driver.BackUpAsync(name, Image, Cancel);
        var newer = ground.Watched(new DyingHandler(0, false), ground.Options with { Version = "18" });

        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            newer.RestoreAsync(Spec(NewName("copy")), Image, Cancel)
        );

        Assert.Contains("of PostgreSQL 17, and 18", error.Message);
    }

    [Fact]
    public async Task A_server_whose_volume_was_deleted_by_hand_is_an_orphan()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Do(store => store.Delete("persistentvolumeclaims", name.Value, null));

        Assert.Equal(ObservedState.Orphan, await ground.Driver.CheckAsync(name, Cancel));
        var listed = Assert.Single((await ground.Driver.InventoryAsync(Cancel)).Instances);
        Assert.Equal((name, ObservedState.Orphan), (listed.Name, listed.State));
        var error = await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.StartAsync(name, Cancel));
        Assert.Contains("Restore it from an image", error.Message);

        await ground.Driver.DeleteAsync(name, Cancel);
        Assert.Equal(ObservedState.Missing, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Theory]
    [InlineData("statefulsets")]
    [InlineData("services")]
    [InlineData("configmaps")]
    [InlineData("persistentvolumeclaims")]
    public async Task What_has_no_label_of_ours_is_never_touched(string plural)
    {
        await using var ground = new ClusterGround();
        var name = NewName();
        var stranger = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name.Value },
            ["spec"] = new JsonObject { ["replicas"] = 0 },
        };
        ground.Server.Do(store => store.Create(plural, stranger));
        var before = ground.Get(plural, name.Value).ToJsonString();

        await RefusedAsync(() => ground.Driver.ProvisionAsync(Spec(name), Cancel));
        await RefusedAsync(() => ground.Driver.DeleteAsync(name, Cancel));
        var other = ground.Watched(new DyingHandler(0, false), ground.Options with { Fleet = "another" });
        await RefusedAsync(() => other.DeleteAsync(name, Cancel));

        Assert.Equal(before, ground.Get(plural, name.Value).ToJsonString());
    }

    [Fact]
    public async Task Two_fleets_in_one_namespace_do_not_see_each_other()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.Driver.BackUpAsync(name, Image, Cancel);
        var other = ground.Watched(new DyingHandler(0, false), ground.Options with { Fleet = "another" });

        var seen = await other.InventoryAsync(Cancel);

        Assert.Empty(seen.Instances);
        Assert.Empty(seen.Images);
        await RefusedAsync(() => other.StopAsync(name, Cancel));
        await RefusedAsync(() => other.DeleteImageAsync(Image, Cancel));
    }

    [Fact]
    public async Task A_server_that_goes_on_to_follow_is_not_said_to_write()
    {
        await using var ground = new ClusterGround();
        var (primary, replica) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel);
        await ground.Driver.StartAsync(replica, Cancel);
        ground.ServerOf(replica).IsStubborn = true;

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.PromoteAsync(replica, Cancel));
        ground.ServerOf(replica).IsStubborn = false;
        await ground.Driver.PromoteAsync(replica, Cancel);

        Assert.Contains("still follows", error.Message);
        Assert.False(ground.ServerOf(replica).IsFollower);
    }

    [Fact]
    public async Task A_statement_that_a_server_refuses_ends_with_what_it_complained_of()
    {
        await using var ground = new ClusterGround();
        var (primary, replica) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel);
        await ground.Driver.StartAsync(replica, Cancel);

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.GivePasswordAsync(replica, 1));

        Assert.Contains("read-only transaction", error.Message);
    }

    [Fact]
    public async Task An_address_outside_of_the_cluster_is_that_of_the_balancer_once_there_is_one()
    {
        await using var ground = new ClusterGround(new KubernetesOptions { HasOutsideAddress = true });
        ground.Server.Controllers.AddressesAreGiven = false;
        var name = await ground.RunAsync();

        var early = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.GetEndpointAsync(name, Cancel));
        ground.Server.Do(_ => ground.Server.Controllers.AddressesAreGiven = true);

        Assert.Contains("no address outside", early.Message);
        Assert.Equal(new Endpoint("203.0.113.7", 5432), await ground.Driver.GetEndpointAsync(name, Cancel));
    }

    [Fact]
    public async Task No_password_is_in_any_object_but_a_secret_and_in_no_statement()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.GivePasswordAsync(name, 1);
        var password = (await ground.Secrets.FindAsync(SecretReference.Of(name, 1), Cancel))!.Reveal();
        string[] forms = [password, Convert.ToBase64String(Encoding.ASCII.GetBytes(password))];
        string[] sent = [.. ground.Server.Requests.Select(asked => asked.Path + asked.Query + asked.Body)];

        Assert.Single(sent, text => forms.Any(form => text.Contains(form, StringComparison.Ordinal)));
        Assert.Contains(
            ground.Server.Requests,
            asked =>
                asked is { Method: "POST" }
                && asked.Path.EndsWith("/secrets", StringComparison.Ordinal)
                && asked.Body.Contains(forms[1], StringComparison.Ordinal)
        );
        Assert.DoesNotContain(password, ground.ServerOf(name).Verifier);
        var meta = ground.Get("secrets", $"toygres-{name}.1");
        Assert.True(meta["immutable"]!.GetValue<bool>());
    }

    private static bool IsWatch(Asked asked) => asked.Query.Contains("watch=true", StringComparison.Ordinal);

    private static async Task RefusedAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<NonRetryableException>(call);
        Assert.Contains("is not ours", error.Message);
    }
}
