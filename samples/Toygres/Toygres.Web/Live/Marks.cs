using System.Security.Cryptography;
using System.Text.Json;

namespace Toygres.Web.Live;

/// <summary>Marks of what pages show: a mark is another one when a page would look different.</summary>
internal sealed class Marks(FleetServices fleet, DuroxideClient engine)
{
    private const int Most = 100;

    // Tuples are fields.
    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    /// <summary>The mark of a subject as it is now; null when there is no such subject.</summary>
    public Task<string?> LookAsync(string subject, string? name, CancellationToken cancel) =>
        (subject, name) switch
        {
            ("fleet", null) => FleetAsync(cancel),
            ("replicas", null) => ReplicasAsync(cancel),
            ("images", null) => ImagesAsync(cancel),
            ("batches", null) => BatchesAsync(cancel),
            ("system", null) => SystemAsync(cancel),
            ("instance", { } instance) => InstanceAsync(instance, cancel),
            ("batch", { } batch) => BatchAsync(batch, cancel),
            _ => Task.FromResult<string?>(null),
        };

    // The list of the fleet does not tell when an instance was looked at, which changes all the time.
    private async Task<string?> FleetAsync(CancellationToken cancel)
    {
        var rows = await fleet.Cms.ListAsync(cancel);
        return Of(rows.Select(row => row with { LastHealthCheck = null }));
    }

    private async Task<string?> ReplicasAsync(CancellationToken cancel)
    {
        var rows = await fleet.Cms.ListAsync(cancel);
        var followed = rows.Select(row => row.Follows).ToHashSet();
        return Of(rows.Where(row => row.Follows is not null || followed.Contains(row.Name)));
    }

    private async Task<string?> ImagesAsync(CancellationToken cancel)
    {
        var rows = await fleet.Cms.ListAsync(cancel);
        var plans = rows.Where(row => row.Backups is not null).Select(row => (row.Name.Value, row.Backups));
        return Of(
            (
                await fleet.Cms.ListImagesAsync(cancel),
                plans.ToDictionary(),
                await fleet.Cms.ListRuntimeImagesAsync(cancel)
            )
        );
    }

    private async Task<string?> BatchesAsync(CancellationToken cancel)
    {
        var query = new InstanceQuery { IdPrefix = "batch-", Limit = Most };
        var batches = await engine.Management.ListInstancesAsync(query, cancel);
        return Of(batches.Select(Said));
    }

    private async Task<string?> SystemAsync(CancellationToken cancel)
    {
        InstanceId[] eternal = [Names.Reconciler, Names.Pruner, Names.BackupScheduler, Names.Semaphore];
        var said = new List<string?>();
        foreach (var id in eternal)
        {
            said.Add(await SaidAsync(id.Value, cancel));
        }
        return Of((said, await fleet.Cms.ListDriftsAsync(Most, cancel)));
    }

    private async Task<string?> InstanceAsync(string name, CancellationToken cancel)
    {
        if (InstanceName.TryParse(name) is not { } known || await fleet.Cms.FindAsync(known, cancel) is not { } row)
        {
            return null;
        }
        return Of(
            (
                row,
                await SaidAsync(row.Operation, cancel),
                await SaidAsync(row.ActorOrchestration, cancel),
                await fleet.Cms.ListEventsAsync(name, 1, cancel)
            )
        );
    }

    private async Task<string?> BatchAsync(string name, CancellationToken cancel) =>
        await SaidAsync(name, cancel) is { } said ? Of(said) : null;

    private async Task<string?> SaidAsync(string? orchestration, CancellationToken cancel) =>
        orchestration is null || (await engine.GetStatusAsync(orchestration, cancel)).InfoOrNull() is not { } info
            ? null
            : Said(info);

    private static string Said(InstanceInfo info) => $"{info.Instance} {info.Status} {info.CustomStatus}";

    private static string Of<T>(T shown) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown, Fields)), 0, 8);
}
