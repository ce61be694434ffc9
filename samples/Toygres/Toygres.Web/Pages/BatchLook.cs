using System.Text.Json;
using Toygres.Orchestrations.Operations;

namespace Toygres.Web.Pages;

/// <summary>A batch and how far it is.</summary>
/// <param name="Info">Its orchestration.</param>
/// <param name="Status">How far it is; null before it has said so.</param>
public sealed record BatchLook(InstanceInfo Info, BatchStatus? Status)
{
    private const int Most = 100;

    /// <summary>What the ids of batches begin with.</summary>
    public const string Prefix = "batch-";

    private static readonly int Ending = "-00000000".Length;

    /// <summary>What the instances of the batch are called, before a number.</summary>
    public string Base => Info.Instance.Value[Prefix.Length..^Ending];

    /// <summary>The newest batches.</summary>
    public static async Task<IReadOnlyList<BatchLook>> ListAsync(DuroxideClient engine, CancellationToken cancel)
    {
        var query = new InstanceQuery
        {
            IdPrefix = Prefix,
            Name = CreateBatchName,
            Limit = Most,
        };
        return [.. (await engine.Management.ListInstancesAsync(query, cancel)).Select(Of)];
    }

    /// <summary>One batch; null when there is none.</summary>
    public static async Task<BatchLook?> FindAsync(string id, DuroxideClient engine, CancellationToken cancel) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && (await engine.GetStatusAsync(id, cancel)).InfoOrNull() is { } info
        && info.Name == CreateBatchName
            ? Of(info)
            : null;

    private static string CreateBatchName => CreateBatchFlow.Orchestration.Name;

    private static BatchLook Of(InstanceInfo info) =>
        new(
            info,
            info.CustomStatus is { } said
                ? JsonSerializer.Deserialize<BatchStatus>(said, JsonSerializerOptions.Web)
                : null
        );
}
