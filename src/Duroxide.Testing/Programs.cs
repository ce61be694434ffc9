namespace Duroxide.Testing;

/// <summary>The orchestrations under test: a registry, or programs of any make.</summary>
/// <remarks>It never changes; adding gives a new value. A registry is accepted wherever this is asked for.</remarks>
public sealed class Programs
{
    // Tests want a suspicion to fail them: a workflow that blocks or arms a timer is wrong before it goes wrong.
    static readonly DeterminismOptions Strict = new() { Strict = true };

    readonly ValueMap<string, Func<SemanticVersion?, FoundProgram?>> found;

    readonly bool hasOthers;

    Programs(
        ValueMap<string, Func<SemanticVersion?, FoundProgram?>> found,
        Registry registry,
        PayloadCodec codec,
        bool hasOthers = false
    )
    {
        this.found = found;
        this.hasOthers = hasOthers;
        Registry = registry;
        Codec = codec;
    }

    /// <summary>No orchestration at all: where adding begins.</summary>
    public static Programs None { get; } = new(default, Registry.Empty, PayloadCodec.Default);

    /// <summary>The registry that activities are taken from where a test does not fake them; empty when there is none.</summary>
    public Registry Registry { get; }

    internal PayloadCodec Codec { get; }

    /// <summary>Takes the orchestrations and activities of a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="payloads">How payloads are written and read. Default JSON.</param>
    /// <param name="options">How closely the code is watched. By default every suspicion fails the instance.</param>
    public static Programs From(
        Registry registry,
        IPayloadConverter? payloads = null,
        DeterminismOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(registry);
        var codec = payloads is null ? PayloadCodec.Default : new PayloadCodec(payloads);
        var programs = new Programs(default, registry, codec);
        foreach (var name in registry.Orchestrations.Select(each => each.Name).Distinct(StringComparer.Ordinal))
        {
            programs = programs.With(
                name,
                version =>
                    registry.FindOrchestration(name, version) is { } registration
                        ? new(registration.Version, () => registration.CreateProgram(codec, options ?? Strict))
                        : null
            );
        }
        return programs;
    }

    /// <summary>Takes a registry as it is.</summary>
    public static implicit operator Programs(Registry registry) => From(registry);

    /// <summary>Adds a program of any make under a name; it serves every version.</summary>
    /// <param name="name">The orchestration's name.</param>
    /// <param name="create">Makes a program that has not been started.</param>
    public Programs Add(string name, Func<IProgram> create) =>
        With(name, version => new(version ?? SemanticVersion.Initial, create), hasOthers: true);

    /// <summary>Refuses the name of an activity that no registry has; programs of another make may call what they like.</summary>
    internal string CheckActivity(string name, string parameter) =>
        hasOthers || Registry.FindActivity(name) is not null ? name : throw Unknown(name, parameter);

    /// <summary>Refuses the name of an activity that has no code here.</summary>
    internal string CheckReal(string name, string parameter) =>
        Registry.FindActivity(name) is not null ? name : throw Unknown(name, parameter);

    ArgumentException Unknown(string name, string parameter)
    {
        var known = Registry.Activities.Select(activity => activity.Name).Order(StringComparer.Ordinal).ToList();
        var meant = known.Find(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
        var hint =
            meant is not null ? $"Is '{meant}' meant?"
            : known.Count == 0 ? "None is."
            : $"There are: {string.Join(", ", known)}.";
        return new($"No activity '{name}' is registered. {hint}", parameter);
    }

    /// <summary>The names of the orchestrations, in order.</summary>
    public IEnumerable<string> Names => found.Keys;

    internal FoundProgram? Find(string name, SemanticVersion? version) =>
        found.TryGetValue(name, out var find) ? find(version) : null;

    internal FoundProgram Find(Header header) =>
        Find(header.Name, header.Version)
        ?? throw new InvalidOperationException(
            $"Instance '{header.Instance}' needs orchestration '{header.Name}'"
                + $"{(header.Version is { } version ? $" {version}" : "")}, which is not among those under test. Add it to the registry."
        );

    Programs With(string name, Func<SemanticVersion?, FoundProgram?> find, bool hasOthers = false) =>
        new(found.Set(name, find), Registry, Codec, this.hasOthers || hasOthers);
}

/// <summary>An orchestration's code in one version.</summary>
sealed record FoundProgram(SemanticVersion Version, Func<IProgram> Create);
