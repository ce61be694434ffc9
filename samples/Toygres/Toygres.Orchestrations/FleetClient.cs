using System.Data.Common;
using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations;

/// <summary>What a user wants to have.</summary>
/// <param name="UserName">What the user calls it: small letters, digits and hyphens.</param>
public sealed record InstanceRequest(string UserName)
{
    /// <summary>How much it may take.</summary>
    public InstanceSize Size { get; init; } = new();

    /// <summary>The name to reach it by, which nobody else has; null for none.</summary>
    public string? DnsName { get; init; }

    /// <summary>The image to make it of; null for none.</summary>
    public ImageName? Image { get; init; }

    /// <summary>The runtime image that an empty one runs; null for that of the driver.</summary>
    public ImageName? Runtime { get; init; }

    /// <summary>The instance to follow; null for none.</summary>
    public InstanceName? Follows { get; init; }

    /// <summary>The password that it gets; null for one that nobody chose.</summary>
    public Secret? Password { get; init; }

    /// <summary>When it is backed up by itself; null for never.</summary>
    public BackupPlan? Backups { get; init; }

    /// <summary>What the user notes of it.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>
/// The way into the fleet. What is asked for is entered in the memory of the fleet and begun in the engine by one transaction:
/// both last, or neither does. The outcome says at once what cannot be.
/// </summary>
/// <param name="engine">The client of the engine, whose store lies in the database of the memory.</param>
/// <param name="fleet">What the fleet works with.</param>
/// <param name="pace">How often things are looked at.</param>
/// <param name="time">The clock.</param>
public sealed partial class FleetClient(DuroxideClient engine, FleetServices fleet, Pace pace, TimeProvider time)
{
    private Guid? once;

    /// <summary>
    /// A way in by which a request that is made again, with the same id, is the same operation: it has begun already, or begins
    /// now, and never twice.
    /// </summary>
    /// <param name="request">The id of the request. What the engine has forgotten since, hours after it ended, begins anew.</param>
    public FleetClient Once(Guid request) => new(engine, fleet, pace, time) { once = request };

    /// <summary>Starts what lives for ever, if it does not run: the reconciler, the pruner, the semaphore, the backups.</summary>
    public async Task StartSystemAsync(CancellationToken cancel = default)
    {
        await engine.StartOrchestrationAsync(
            CreateSemaphore.Orchestration,
            Names.Semaphore,
            PermitState.Empty,
            cancellationToken: cancel
        );
        await engine.StartOrchestrationAsync(
            Reconciler.Orchestration,
            Names.Reconciler,
            pace,
            cancellationToken: cancel
        );
        await engine.StartOrchestrationAsync(Pruner.Orchestration, Names.Pruner, Unit.Value, cancellationToken: cancel);
        await engine.StartOrchestrationAsync(
            BackupScheduler.Orchestration,
            Names.BackupScheduler,
            pace,
            cancellationToken: cancel
        );
    }

    /// <summary>Makes an instance. Its name is given at once, before it is there.</summary>
    /// <exception cref="FormatException">The user's name cannot be part of a name.</exception>
    public async Task<(InstanceName Name, Outcome Outcome)> CreateAsync(
        InstanceRequest request,
        CancellationToken cancel = default
    )
    {
        var id = NewId();
        var name = InstanceName.Of(request.UserName, id);
        var operation = Names.Create(name);
        if (await HasBegunAsync(operation, cancel))
        {
            return (name, new Outcome.Done(operation.ToString()));
        }
        if ((request.Size.Problem() ?? request.Backups?.Problem()) is { } problem)
        {
            return (name, new Outcome.Refused(problem));
        }
        if (request is { Image: not null, Follows: not null })
        {
            return (name, new Outcome.Refused("It is made of an image, or follows an instance, and not both."));
        }
        var (runtime, wrong) = await FindRuntimeAsync(request, cancel);
        if (wrong is not null)
        {
            return (name, new Outcome.Refused(wrong));
        }
        var input = new CreateInstance(name, request.UserName, request.Size, pace)
        {
            Runtime = runtime,
            DnsName = request.DnsName,
            Image = request.Image,
            Follows = request.Follows,
            Backups = request.Backups,
            Tags = request.Tags,
        };
        // One that stands under a name which somebody has is theirs.
        var chosen = await fleet.Cms.FindAsync(name, cancel) is null ? request.Password : null;
        if (chosen is { } password)
        {
            await fleet.Secrets.PutAsync(SecretReference.Of(name, 1), password, cancel);
        }
        var row = CreateInstanceFlow.ToRow(input, operation.ToString(), time.GetUtcNow(), id);
        var start = Start(CreateInstanceFlow.Orchestration, operation, input);
        var outcome = await fleet.Cms.ReserveAsync(row, start, cancel);
        if (outcome is Outcome.Refused && chosen is not null && await fleet.Cms.FindAsync(name, cancel) is null)
        {
            await fleet.Secrets.DeleteAsync(SecretReference.Of(name, 1), cancel);
        }
        return (name, outcome);
    }

    /// <summary>Tries to make an instance that could not be made.</summary>
    public async Task<Outcome> RetryAsync(InstanceName name, CancellationToken cancel = default)
    {
        if (await fleet.Cms.FindAsync(name, cancel) is not { } row)
        {
            return new Outcome.Refused($"There is no instance {name}.");
        }
        var input = new CreateInstance(name, row.UserName, row.Size, pace)
        {
            DnsName = row.DnsName,
            Image = row.SourceImage,
            Runtime = row is { SourceImage: null, Follows: null } ? row.Runtime : null,
            Follows = row.Follows,
            Backups = row.Backups,
            Tags = row.Tags,
        };
        return await BeginAsync("create", name, Lifecycle.Retry, CreateInstanceFlow.Orchestration, input, cancel);
    }

    /// <summary>Takes an instance away.</summary>
    public async Task<Outcome> DeleteAsync(InstanceName name, CancellationToken cancel = default)
    {
        if (await FindFollowerAsync(name, cancel) is { } follower)
        {
            return new Outcome.Refused($"{follower} follows {name}. Delete it first, or fail over to it.");
        }
        var input = new Operation(name, pace);
        return await BeginAsync(
            "delete",
            name,
            Lifecycle.ClaimForDeletion,
            DeleteInstanceFlow.Orchestration,
            input,
            cancel
        );
    }

    /// <summary>Makes many instances. The batch is an orchestration whose custom status says how far it is.</summary>
    public async Task<InstanceId> CreateBatchAsync(CreateBatch batch, CancellationToken cancel = default)
    {
        var id = Names.Of("batch", batch.Base, NewId());
        await engine.StartOrchestrationAsync(CreateBatchFlow.Orchestration, id, batch, cancellationToken: cancel);
        return id;
    }

    /// <summary>Finds the password of an instance for somebody, and notes who was shown it; null when it has none.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancel">Ends it; what was noted stays.</param>
    public async Task<Secret?> RevealPasswordAsync(InstanceName name, string by, CancellationToken cancel = default)
    {
        if (await fleet.Cms.FindAsync(name, cancel) is not { Password: not null })
        {
            return null;
        }
        SecretReference? password = null;
        await fleet.Cms.DecideAsync(
            [name],
            rows =>
            {
                password = rows[0].Password;
                return Lifecycle.Changed(rows[0], time.GetUtcNow(), "revealed", $"{by} was shown the password.");
            },
            with: null,
            cancel
        );
        return password is null ? null : await fleet.Secrets.FindAsync(password, cancel);
    }

    /// <summary>Asks an instance something, and waits for the answer.</summary>
    /// <exception cref="TimeoutException">There is no answer in time.</exception>
    public async Task<Answer> QueryAsync(
        InstanceName name,
        string statement,
        TimeSpan timeout,
        CancellationToken cancel = default
    )
    {
        if (await AskAsync(name, statement, cancel) is not { } id)
        {
            return new Answer(null, $"Nobody watches {name}.");
        }
        return await FindAnswerAsync(name, id, timeout, cancel)
            ?? throw new TimeoutException($"{name} has not answered within {timeout.TotalSeconds:0} seconds.");
    }

    /// <summary>Asks an instance something, and gives the id of the answer; null when nobody watches the instance.</summary>
    public async Task<string?> AskAsync(InstanceName name, string statement, CancellationToken cancel = default)
    {
        // A request that is made again has the same id, and the actor answers an id once.
        var query = new Query($"query-{NewId():N}", statement);
        return await engine.SendMessageAsync(Names.Actor(name), Names.Queries, query, cancel) ? query.Id : null;
    }

    /// <summary>Finds the answer to what an instance was asked; null when there is none in time.</summary>
    public async Task<Answer?> FindAnswerAsync(
        InstanceName name,
        string id,
        TimeSpan patience,
        CancellationToken cancel = default
    )
    {
        if (patience == TimeSpan.Zero)
        {
            return Plain(await engine.GetValueAsync<Answer>(Names.Actor(name), id, cancel));
        }
        try
        {
            return Plain(await engine.WaitForValueAsync<Answer>(Names.Actor(name), id, patience, cancel));
        }
        catch (ClientException late) when (late.Error is ClientError.Timeout)
        {
            return null;
        }
    }

    private Task<Outcome> BeginAsync<TInput, TOutput>(
        string what,
        InstanceName name,
        Func<Instance, string, DateTimeOffset, Decision> decide,
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        CancellationToken cancel
    )
    {
        var operation = Names.Of(what, name.Value, NewId());
        return BeginAsync(
            [name],
            rows => decide(rows[0], operation.ToString(), time.GetUtcNow()),
            operation,
            orchestration,
            input,
            cancel
        );
    }

    private async Task<Outcome> BeginAsync<TInput, TOutput>(
        IReadOnlyList<InstanceName> names,
        Func<IReadOnlyList<Instance>, Decision> decide,
        InstanceId operation,
        Orchestration<TInput, TOutput> orchestration,
        TInput input,
        CancellationToken cancel
    )
    {
        if (await HasBegunAsync(operation, cancel))
        {
            return new Outcome.Done(operation.ToString());
        }
        var decision = await fleet.Cms.DecideAsync(names, decide, Start(orchestration, operation, input), cancel);
        return Activities.Claims.ToOutcome(decision, operation.ToString());
    }

    // Who asks wants to know what the server says, and not which activity was told.
    private static Answer? Plain(Answer? answer) =>
        answer?.Error is { } error ? answer with { Error = Reason.Plain(error) } : answer;

    private async Task<InstanceName?> FindFollowerAsync(InstanceName primary, CancellationToken cancel) =>
        (await fleet.Cms.ListAsync(cancel)).FirstOrDefault(other => other.Follows == primary)?.Name;

    private Guid NewId() => once ?? Guid.NewGuid();

    private async Task<bool> HasBegunAsync(InstanceId operation, CancellationToken cancel) =>
        once is not null && await engine.GetStatusAsync(operation, cancel) is not OrchestrationStatus.NotFound;

    private Func<DbTransaction, Task> Start<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId operation,
        TInput input
    ) => transaction => engine.Within(transaction).StartOrchestrationAsync(orchestration, operation, input);
}
