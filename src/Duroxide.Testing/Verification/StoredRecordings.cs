using System.Runtime.CompilerServices;
using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>Reads the executions of a store as recordings, without changing anything in it.</summary>
public static class StoredRecordings
{
    /// <summary>Reads one execution; null asks for the current one. Null when there is no such one.</summary>
    public static async Task<Recording?> ReadAsync(
        IProvider provider,
        InstanceId instance,
        ExecutionId? execution = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(provider);
        var stored = await provider.ReadExecutionAsync(instance, execution, cancellationToken).ConfigureAwait(false);
        return stored is null
            ? null
            : new(
                WireCodec.DecodeHeader(instance, stored.Start.Header),
                WireCodec.DecodeEvents(instance, stored.Batches).ToValueList()
            );
    }

    /// <summary>Reads every execution of every instance that a query names, page by page.</summary>
    /// <param name="provider">The store; it must offer management.</param>
    /// <param name="query">Which instances. Default all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<Recording> ReadAllAsync(
        IProvider provider,
        InstanceQuery? query = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(provider);
        var management =
            provider.Management
            ?? throw new NotSupportedException(
                $"Provider '{provider.Name}' cannot list its instances. Read them one by one."
            );
        var next = query ?? new();
        while (
            await management.ListInstancesAsync(next, cancellationToken).ConfigureAwait(false) is [.., var last] page
        )
        {
            foreach (var row in page)
            {
                var executions = await management
                    .ListExecutionsAsync(row.Instance, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var execution in executions)
                {
                    var read = ReadAsync(provider, row.Instance, execution.Execution, cancellationToken);
                    if (await read.ConfigureAwait(false) is { History.Count: > 0 } recording)
                    {
                        yield return recording;
                    }
                }
            }
            next = next with { After = last.Instance };
        }
    }

    /// <summary>Writes every execution that a query names into a folder.</summary>
    /// <returns>How many files were written.</returns>
    public static async Task<int> ExportAsync(
        IProvider provider,
        string folder,
        InstanceQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        var count = 0;
        await foreach (var recording in ReadAllAsync(provider, query, cancellationToken).ConfigureAwait(false))
        {
            HistoryFile.Save(recording, folder);
            count++;
        }
        return count;
    }
}
