namespace Duroxide.Dashboard;

/// <summary>What the API and the pages read.</summary>
static class Reading
{
    const int ChildrenShown = 100;

    /// <summary>The most rows or events that one answer holds.</summary>
    public const int Most = 1000;

    /// <summary>The page of a query that an address asks for.</summary>
    public static InstanceQuery Query(Call call, int limit) =>
        Conditions(call) with
        {
            Order = call.Word<InstanceOrder>("order") ?? InstanceOrder.NewestFirst,
            After = call.Query("after"),
            Limit = (int)(call.Number("limit", most: Most) ?? limit),
        };

    /// <summary>The conditions that an address asks for.</summary>
    public static InstanceQuery Conditions(Call call) =>
        new()
        {
            Status = call.Word<ExecutionStatus>("status"),
            Name = call.Query("name"),
            Version = Call.Version(call.Query("version")),
            Tags = TagTexts.Of(call.Http.Request.Query["tag"]),
            IdPrefix = call.Query("prefix"),
            Parent = call.Query("parent") is { } parent ? Call.Id(parent) : (InstanceId?)null,
            RootsOnly = call.Flag("roots") ?? false,
            IsParked = call.Flag("parked"),
            CreatedFrom = call.Time("createdFrom"),
            CreatedBefore = call.Time("createdBefore"),
            UpdatedFrom = call.Time("updatedFrom"),
            UpdatedBefore = call.Time("updatedBefore"),
            EndedBefore = call.Time("endedBefore"),
        };

    /// <summary>A page of instances.</summary>
    /// <exception cref="BadRequestException">The place where it is to begin is not of this order.</exception>
    public static async Task<Page<InstanceInfo>> ListAsync(Call call, InstanceQuery query)
    {
        try
        {
            return await call.Management.ListInstancesAsync(query, call.Cancellation).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (!refused.IsRetryable && query.After is not null)
        {
            throw new BadRequestException($"'{query.After}' is no place where a page begins: {refused.Message}");
        }
    }

    /// <summary>All that is known of an instance but its history.</summary>
    public static async Task<InstanceDetails> DetailsAsync(Call call, InstanceId instance)
    {
        var management = call.Management;
        var info = await management.GetInstanceAsync(instance, call.Cancellation).ConfigureAwait(false);
        var status = await call.Client.GetStatusAsync(instance, call.Cancellation).ConfigureAwait(false);
        // Of one that is parked, the history cannot be read.
        var waits = info.Parked is null ? await WaitsAsync(call, info).ConfigureAwait(false) : [];
        var values = await call.Client.GetValuesAsync(instance, call.Cancellation).ConfigureAwait(false);
        var executions = await management.ListExecutionsAsync(instance, call.Cancellation).ConfigureAwait(false);
        var children = await management
            .ListInstancesAsync(
                new()
                {
                    Parent = instance,
                    Order = InstanceOrder.OldestFirst,
                    Limit = ChildrenShown,
                },
                call.Cancellation
            )
            .ConfigureAwait(false);
        return new(
            InstanceView.Of(call, info),
            call.ShownIfAny((status as OrchestrationStatus.Completed)?.Output),
            call.ShownIfAny((status as OrchestrationStatus.Failed)?.Failure.Display),
            [.. waits.Select(WaitView.Of)],
            [.. values.Select(value => ValueView.Of(call, value.Key, value.Value))],
            [.. executions.Select(ExecutionView.Of)],
            [.. children.Select(child => InstanceView.Of(call, child))],
            children.Next is not null
        );
    }

    // What has ended waits for nothing, and what goes on is folded from where it was folded before.
    static async Task<IReadOnlyList<InstanceWait>> WaitsAsync(Call call, InstanceInfo info) =>
        info.Status == ExecutionStatus.Running
            ? (
                await call
                    .Board.Moments.ReadAsync(call.Management, info.Instance, info.Execution, null, call.Cancellation)
                    .ConfigureAwait(false)
            ).Waits
            : [];

    /// <summary>A part of a history.</summary>
    /// <exception cref="ClientException">There is no such instance.</exception>
    /// <exception cref="NotFoundException">There is no such execution.</exception>
    public static async Task<HistoryPage> HistoryAsync(Call call, InstanceId instance, long from, int limit)
    {
        var execution = call.Number("execution") is { } number ? new ExecutionId(number) : (ExecutionId?)null;
        var page = await call
            .Management.ReadHistoryAsync(instance, execution, new(from), limit, call.Cancellation)
            .ConfigureAwait(false);
        if (page is not null)
        {
            return page;
        }
        throw await NoExecutionAsync(call, instance, execution).ConfigureAwait(false);
    }

    /// <summary>What to throw where there is no such execution.</summary>
    /// <exception cref="ClientException">There is no such instance.</exception>
    public static async Task<NotFoundException> NoExecutionAsync(Call call, InstanceId instance, ExecutionId? execution)
    {
        await call.Management.GetInstanceAsync(instance, call.Cancellation).ConfigureAwait(false);
        return new($"Instance '{instance}' has no execution {execution}: it was pruned, or has not been yet.");
    }

    /// <summary>By what instances are counted, as the address says.</summary>
    public static InstanceGrouping Grouping(Call call) =>
        call.Query("by") switch
        {
            null => new InstanceGrouping.None(),
            "status" => new InstanceGrouping.Status(),
            "name" => new InstanceGrouping.Name(),
            "version" => new InstanceGrouping.Version(),
            var tag when tag.StartsWith("tag:", StringComparison.Ordinal) && tag.Length > 4 => new InstanceGrouping.Tag(
                tag[4..]
            ),
            var other => throw new BadRequestException(
                $"The parameter 'by' is '{other}', and must be status, name, version or tag:NAME."
            ),
        };

    /// <summary>What is stuck, as the address says.</summary>
    public static StuckQuery Stuck(Call call) =>
        new()
        {
            WaitingFor = TimeSpan.FromSeconds(call.Number("seconds", least: 0, most: int.MaxValue) ?? 300),
            Attempts = (int)(call.Number("attempts", least: 2, most: int.MaxValue) ?? 5),
            Limit = (int)(call.Number("limit", most: Most) ?? Most),
        };
}
