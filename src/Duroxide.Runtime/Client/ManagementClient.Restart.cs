namespace Duroxide;

public sealed partial class ManagementClient
{
    /// <summary>Restarts an instance that has ended: under the same id it begins a new execution, as the last one began.</summary>
    /// <remarks>
    /// It has the name, the input, the values, the status, the tags and the carried messages that the last execution began with, and a
    /// nonce of its own, so that guids and the ids of children are new. Executions before it stay readable. Children that
    /// the code names itself exist already, so that they cannot start again.
    /// </remarks>
    /// <param name="instance">The instance, which has no parent.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call, not the orchestration.</param>
    /// <returns>The new execution.</returns>
    /// <exception cref="ClientException">There is no such instance, it runs, it is a child, or it ended in another execution than was given. Of two callers one restarts it, and the other is told.</exception>
    /// <exception cref="CorruptPayloadException">The header of its last execution cannot be read.</exception>
    public async Task<ExecutionId> RestartInstanceAsync(
        InstanceId instance,
        RestartOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new();
        var row = await FindAsync(instance, cancellationToken).ConfigureAwait(false);
        var after = options.After ?? row.Execution;
        if (Hindrance(row, after) is { } hindrance)
        {
            throw new ClientException(hindrance);
        }
        var header = await NextHeaderAsync(instance, after, options.Version, cancellationToken).ConfigureAwait(false);
        var restart = new Restart(instance, after, header.Name, WireCodec.EncodeHeader(header))
        {
            CustomStatus = header.Status,
            Values = header.Values,
            Tags = header.Tags,
        };
        if (
            await management.RestartInstanceAsync(restart, cancellationToken).ConfigureAwait(false)
            != InstanceChange.Changed
        )
        {
            // Somebody else was faster.
            var now = await FindAsync(instance, cancellationToken).ConfigureAwait(false);
            throw new ClientException(Hindrance(now, after) ?? new ClientError.InstanceStillRunning(instance));
        }
        log.InstanceRestarted(instance, header.Execution);
        return header.Execution;
    }

    async Task<Header> NextHeaderAsync(
        InstanceId instance,
        ExecutionId after,
        SemanticVersion? version,
        CancellationToken cancellationToken
    )
    {
        var stored =
            await provider.ReadExecutionAsync(instance, after, cancellationToken).ConfigureAwait(false)
            ?? throw new ClientException(new ClientError.InstanceNotFound(instance));
        return WireCodec.DecodeHeader(instance, stored.Start.Header) with
        {
            Execution = after.Next,
            Version = version,
            Nonce = nonces(instance),
        };
    }

    // The result of a child went to its parent, which has acted on it.
    static ClientError? Hindrance(InstanceRecord row, ExecutionId after) =>
        !HasEnded(row) ? new ClientError.InstanceStillRunning(row.Instance)
        : row.Parent is { } parent
            ? new ClientError.NotPossible(
                row.Instance,
                $"Instance '{row.Instance}' is a child, and its parent '{parent}' was told its result. Restart the root, or fork the child into an instance of its own."
            )
        : row.Execution != after
            ? new ClientError.NotPossible(
                row.Instance,
                $"Instance '{row.Instance}' has ended in execution {row.Execution}, not in {after}. Somebody restarted it since; read how that ended."
            )
        : null;
}
