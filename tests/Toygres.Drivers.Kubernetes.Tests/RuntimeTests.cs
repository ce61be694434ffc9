using System.Text.Json.Nodes;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>Container images that somebody chose for an instance.</summary>
public class RuntimeTests
{
    private static readonly RuntimeImage Durable = new(
        ImageName.Parse("durable"),
        $"registry.example/pg_durable@sha256:{new string('a', 64)}",
        RuntimeKind.PgDurable
    );

    [Fact]
    public async Task An_instance_its_copies_and_what_was_lost_and_made_anew_run_the_image()
    {
        await using var ground = new ClusterGround();
        var (name, copy, replica) = (NewName(), NewName("copy"), NewName("replica"));
        await ground.Driver.ProvisionAsync(Spec(name) with { Runtime = Durable }, Cancel);
        await ground.Driver.StartAsync(name, Cancel);
        await ground.Driver.BackUpAsync(name, ImageName.Parse("monday"), Cancel);
        await ground.Driver.RestoreAsync(Spec(copy), ImageName.Parse("monday"), Cancel);
        await ground.Driver.ReplicateAsync(Spec(replica), name, Cancel);
        await ground.Driver.ResizeAsync(Spec(copy), Cancel);
        ground.Server.Do(store => store.Delete("statefulsets", replica.Value, null));
        ground.Server.Do(store => store.Delete("configmaps", replica.Value, null));
        await ground.Driver.StartAsync(replica, Cancel);

        foreach (var one in new[] { name, copy, replica })
        {
            var container = ground.Get("statefulsets", one.Value)["spec"]!["template"]!["spec"]!["containers"]![0]!;
            Assert.Equal(Durable.Reference, (string?)container["image"]);
            Assert.Contains("shared_preload_libraries = 'pg_durable'", SettingsOf(ground, one));
        }
    }

    [Fact]
    public async Task An_instance_of_no_image_runs_that_of_the_driver()
    {
        await using var ground = new ClusterGround();
        var name = await ground.RunAsync();

        var container = ground.Get("statefulsets", name.Value)["spec"]!["template"]!["spec"]!["containers"]![0]!;

        Assert.Equal(ground.Options.ContainerImage, (string?)container["image"]);
        Assert.DoesNotContain("pg_durable", SettingsOf(ground, name));
    }

    private static string SettingsOf(ClusterGround ground, InstanceName name) =>
        (string)((JsonObject)ground.Get("configmaps", name.Value)["data"]!)["postgresql.conf"]!;
}
