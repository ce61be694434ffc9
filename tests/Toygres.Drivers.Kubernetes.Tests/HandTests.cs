using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duroxide;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>What somebody changes by hand, as with kubectl, and names as long as they may be.</summary>
public partial class HandTests
{
    private const string Secrets = "secrets";

    [Fact]
    public async Task A_server_whose_secret_was_deleted_starts_and_cannot_be_followed()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.Driver.StopAsync(name, Cancel);
        ground.Server.Do(store => store.Delete(Secrets, $"{name}-replication", null));

        await ground.Driver.StartAsync(name, Cancel);

        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.ReplicateAsync(Spec(NewName("replica")), name, Cancel)
        );
        Assert.Contains($"{name}-replication is gone or empty", error.Message);
    }

    [Fact]
    public async Task A_secret_that_replicas_come_in_by_cannot_be_changed_by_hand()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();

        var refused = Assert.Throws<ApiError>(() => ground.Server.Do(store => Empty(store, $"{name}-replication")));

        Assert.Contains("immutable", refused.Message);
    }

    [Fact]
    public async Task What_is_half_made_with_a_secret_that_somebody_emptied_is_refused()
    {
        await using var ground = new ClusterGround();
        var (primary, replica) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel);
        ground.Server.Do(store =>
        {
            store.Delete("statefulsets", replica.Value, null);
            var held = (JsonObject)store.Get(Secrets, $"{replica}-replication").DeepClone();
            held.Remove("data");
            store.Delete(Secrets, $"{replica}-replication", null);
            store.Create(Secrets, held);
        });

        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel)
        );

        Assert.Contains("somebody changed its Secret", error.Message);
    }

    [Fact]
    public async Task A_password_that_was_deleted_by_hand_is_said_to_be_gone_and_a_new_one_is_set()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        await ground.GivePasswordAsync(name, 1);
        ground.Server.Do(store => store.Delete(Secrets, $"toygres-{name}.1", null));

        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.SetPasswordAsync(name, SecretReference.Of(name, 1), Cancel)
        );
        await ground.GivePasswordAsync(name, 2);

        Assert.Contains("Rotate its password", error.Message);
        Assert.NotNull(await ground.Secrets.FindAsync(SecretReference.Of(name, 2), Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pod_whose_set_was_taken_away_ends_with_its_instance(bool isFenced)
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Do(store =>
        {
            // As with --cascade=orphan.
            ObjectStore.MetaOf(store.Get("pods", $"{name}-0")).Remove("ownerReferences");
            store.Delete("statefulsets", name.Value, null);
        });
        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));

        await (isFenced ? ground.Driver.FenceAsync(name, Cancel) : ground.Driver.StopAsync(name, Cancel));

        Assert.Equal(ObservedState.Stopped, await ground.Driver.CheckAsync(name, Cancel));
    }

    [Fact]
    public async Task What_is_on_its_way_out_is_not_taken_for_made()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Do(store =>
            ObjectStore.MetaOf(store.Get("statefulsets", name.Value))["deletionTimestamp"] = "2026-01-01T00:00:00Z"
        );

        var error = await Assert.ThrowsAsync<DriverException>(() => ground.Driver.ProvisionAsync(Spec(name), Cancel));

        Assert.Contains("still on its way out", error.Message);
    }

    [Fact]
    public async Task Notes_that_somebody_took_away_are_written_anew()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();
        ground.Server.Do(store =>
            ObjectStore.MetaOf(store.Get("persistentvolumeclaims", name.Value)).Remove("annotations")
        );

        await ground.Driver.ResizeAsync(new(name, new InstanceSize(Connections: 33)), Cancel);
        await ground.Driver.PromoteAsync(name, Cancel);

        Assert.Contains("33", ground.Get("persistentvolumeclaims", name.Value)["metadata"]!["annotations"]!.ToString());
    }

    [Fact]
    public async Task The_longest_name_is_one_in_a_cluster_too()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync(new string('a', InstanceName.MaxLength - "-12345678".Length));
        await ground.GivePasswordAsync(name, 1_000_000);
        var image = ImageName.Parse(new string('b', ImageName.MaxLength));
        await ground.Driver.BackUpAsync(name, image, Cancel);

        Assert.Equal(InstanceName.MaxLength, name.Value.Length);
        foreach (var (plural, held) in ground.Server.Look(All))
        {
            var meta = ObjectStore.MetaOf(held);
            var own = ObjectStore.NameOf(held);
            // Of a Service and a pod the name is a part of a host name; a set adds a hyphen and ten letters to its own in a label.
            var most =
                plural is "services" or "pods" ? 63
                : plural is "statefulsets" ? 63 - 11
                : 253;
            Assert.True(own.Length <= most, $"{plural} {own}");
            Assert.Matches(Host(), own);
            Assert.All(meta["labels"]!.AsObject(), label => Assert.InRange($"{label.Value}".Length, 1, 63));
        }

        static List<(string, JsonObject)> All(ObjectStore store) =>
            [
                .. store
                    .Everything()
                    .Select(path => path.Split('/'))
                    .Select(part => (part[0], (JsonObject)store.Get(part[0], part[1]).DeepClone())),
            ];
    }

    private static void Empty(ObjectStore store, string name)
    {
        var next = (JsonObject)store.Get(Secrets, name).DeepClone();
        next.Remove("data");
        store.Replace(Secrets, name, next);
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\z")]
    private static partial Regex Host();
}
