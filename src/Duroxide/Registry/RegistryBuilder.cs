namespace Duroxide;

/// <summary>Collects activities and orchestrations, and makes a registry of them.</summary>
public sealed class RegistryBuilder
{
    /// <summary>The beginning of the names that belong to the framework.</summary>
    public const string ReservedPrefix = "duroxide:";

    readonly List<ActivityRegistration> activities = [];
    readonly List<OrchestrationRegistration> orchestrations = [];
    readonly List<KeyValuePair<string, VersionPolicy>> policies = [];

    /// <summary>Adds an activity.</summary>
    public RegistryBuilder Add<TInput, TOutput>(Activity<TInput, TOutput> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivityFactory<TInput, TOutput>(activity.Name, _ => activity.Run);
    }

    /// <summary>Adds one version of an orchestration.</summary>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="version">Its version. Default 1.0.0.</param>
    public RegistryBuilder Add<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        SemanticVersion? version = null
    )
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        orchestrations.Add(new(orchestration.Name, version ?? SemanticVersion.Initial, orchestration.RunEncoded));
        return this;
    }

    /// <summary>Adds an activity whose code is found anew for each run, as by a container of services.</summary>
    /// <param name="name">The name.</param>
    /// <param name="find">Gives the code for one run; what it needs is in the context's features.</param>
    public RegistryBuilder AddActivityFactory<TInput, TOutput>(
        string name,
        Func<ActivityContext, Func<ActivityContext, TInput, Task<TOutput>>> find
    )
    {
        var (ofInput, ofOutput) = ($"the input of activity '{name}'", $"the output of activity '{name}'");
        activities.Add(new(Names.Checked(name, nameof(name)), RunActivity) { Output = typeof(TOutput) });
        return this;

        async Task<string> RunActivity(ActivityContext context, string input, PayloadCodec codec)
        {
            var decoded = codec.Decode<TInput>(input, ofInput);
            var running = find(context)(context, decoded) ?? throw Names.NoTask($"activity '{name}'");
            return codec.Encode(await running.ConfigureAwait(false), ofOutput);
        }
    }

    /// <summary>Adds an activity that reads and writes encoded text itself.</summary>
    public RegistryBuilder AddActivity(string name, Func<ActivityContext, string, Task<string>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        activities.Add(new(Names.Checked(name, nameof(name)), RunActivity));
        return this;

        // History holds texts, and code that gives none means an empty one.
        async Task<string> RunActivity(ActivityContext context, string input, PayloadCodec codec) =>
            await (run(context, input) ?? throw Names.NoTask($"activity '{name}'")).ConfigureAwait(false) ?? "";
    }

    /// <summary>Adds one version of an orchestration that reads and writes encoded text itself.</summary>
    /// <param name="name">The name.</param>
    /// <param name="run">The code.</param>
    /// <param name="version">Its version. Default 1.0.0.</param>
    public RegistryBuilder AddOrchestration(
        string name,
        Func<OrchestrationContext, string, Task<string>> run,
        SemanticVersion? version = null
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        return Add(
            new Orchestration<Payload, Payload>(
                name,
                async (context, input) =>
                    new(await (run(context, input.Text) ?? throw Names.NoTask($"orchestration '{name}'")))
            ),
            version
        );
    }

    /// <summary>Says which version of an orchestration starts when nobody asks for one. Default the latest.</summary>
    public RegistryBuilder SetPolicy(string orchestration, VersionPolicy policy)
    {
        policies.Add(new(orchestration, policy));
        return this;
    }

    /// <summary>Adds everything of another registry, as of a library.</summary>
    public RegistryBuilder Merge(Registry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        activities.AddRange(other.Activities);
        orchestrations.AddRange(other.Orchestrations);
        policies.AddRange(other.Policies);
        return this;
    }

    /// <summary>Makes the registry.</summary>
    /// <exception cref="RegistryException">Names or versions are taken twice, reserved, or missing.</exception>
    public Registry Build()
    {
        var problems = Problems().ToList();
        return problems.Count == 0
            ? new Registry(activities, orchestrations, policies)
            : throw new RegistryException(problems);
    }

    IEnumerable<string> Problems() =>
        [
            .. activities
                .Select(each => each.Name)
                .Concat(orchestrations.Select(each => each.Name))
                .Distinct()
                .Where(name => name.StartsWith(ReservedPrefix, StringComparison.Ordinal))
                .Select(name =>
                    $"The name '{name}' begins with '{ReservedPrefix}', which is reserved. Choose another one."
                ),
            .. Twice(activities.Select(each => each.Name))
                .Select(name =>
                    $"Activity '{name}' is registered more than once. Each name can have one activity (DUR0025)."
                ),
            .. Twice(orchestrations.Select(each => (each.Name, each.Version)))
                .Select(each =>
                    $"Orchestration '{each.Name}' is registered more than once in version {each.Version}. Give one of them another version (DUR0025)."
                ),
            .. Twice(policies.Select(each => each.Key))
                .Select(name => $"Orchestration '{name}' has more than one version policy. Keep one."),
            .. policies
                .Where(IsUnmet)
                .Select(each =>
                    $"The policy of orchestration '{each.Key}' names version {each.Value.Pinned?.ToString() ?? "latest"}, which is not registered."
                ),
        ];

    bool IsUnmet(KeyValuePair<string, VersionPolicy> policy) =>
        !orchestrations.Exists(each =>
            each.Name == policy.Key && (policy.Value.Pinned is null || each.Version == policy.Value.Pinned)
        );

    static IEnumerable<T> Twice<T>(IEnumerable<T> items) =>
        items.GroupBy(item => item).Where(group => group.Count() > 1).Select(group => group.Key);
}
