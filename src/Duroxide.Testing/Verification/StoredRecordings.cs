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
    /// <exception cref="CorruptPayloadException">An execution cannot be read.</exception>
    public static async IAsyncEnumerable<Recording> ReadAllAsync(
        IProvider provider,
        InstanceQuery? query = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (
            var (recording, error) in ReadEachAsync(provider, query, cancellationToken).ConfigureAwait(false)
        )
        {
            yield return recording ?? throw error!;
        }
    }

    /// <summary>Reads every execution, and continues behind one that cannot be read.</summary>
    static async IAsyncEnumerable<(Recording? Recording, CorruptPayloadException? Error)> ReadEachAsync(
        IProvider provider,
        InstanceQuery? query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var row in ListAsync(provider, query, cancellationToken).ConfigureAwait(false))
        {
            foreach (var execution in await ExecutionsAsync(provider, row, cancellationToken).ConfigureAwait(false))
            {
                var read = TryReadAsync(provider, row.Instance, execution, cancellationToken);
                var (recording, error) = await read.ConfigureAwait(false);
                if (error is not null || recording is { History.Count: > 0 })
                {
                    yield return (recording, error);
                }
            }
        }
    }

    /// <summary>Lists the instances that a query names, page by page.</summary>
    internal static async IAsyncEnumerable<InstanceRecord> ListAsync(
        IProvider provider,
        InstanceQuery? query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(provider);
        var management = ManagementOf(provider);
        var next = query ?? new();
        do
        {
            var page = await management.ListInstancesAsync(next, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row;
            }
            next = next with { After = page.Next };
        } while (next.After is not null);
    }

    /// <summary>The executions of an instance; the only one of most is known without asking.</summary>
    internal static async ValueTask<IReadOnlyList<ExecutionId>> ExecutionsAsync(
        IProvider provider,
        InstanceRecord row,
        CancellationToken cancellationToken
    )
    {
        if (row.Execution == ExecutionId.First)
        {
            return [row.Execution];
        }
        var executions = await ManagementOf(provider)
            .ListExecutionsAsync(row.Instance, cancellationToken)
            .ConfigureAwait(false);
        return [.. executions.Select(execution => execution.Execution)];
    }

    static IManagement ManagementOf(IProvider provider) =>
        provider.Management
        ?? throw new NotSupportedException(
            $"Provider '{provider.Name}' cannot list its instances. Read them one by one."
        );

    /// <summary>Reads one execution, or says why it cannot be read.</summary>
    internal static async Task<(Recording? Recording, CorruptPayloadException? Error)> TryReadAsync(
        IProvider provider,
        InstanceId instance,
        ExecutionId execution,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await ReadAsync(provider, instance, execution, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CorruptPayloadException error)
        {
            return (null, error);
        }
    }

    /// <summary>Writes every execution that a query names into a folder.</summary>
    /// <param name="provider">The store; it must offer management.</param>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <param name="query">Which instances. Default all.</param>
    /// <param name="change">Changes what is written, as to take out what must not leave the store. Default nothing is changed: files hold payloads and the stack traces of errors.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many files were written.</returns>
    public static async Task<int> ExportAsync(
        IProvider provider,
        string folder,
        InstanceQuery? query = null,
        Func<Recording, Recording>? change = null,
        CancellationToken cancellationToken = default
    )
    {
        var count = 0;
        await foreach (var recording in ReadAllAsync(provider, query, cancellationToken).ConfigureAwait(false))
        {
            HistoryFile.Save(change?.Invoke(recording) ?? recording, folder);
            count++;
        }
        return count;
    }
}
