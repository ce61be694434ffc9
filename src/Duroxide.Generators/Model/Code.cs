namespace Duroxide.Generators;

/// <summary>An orchestration or an activity, as it was declared.</summary>
/// <param name="Container">The class that its handle goes into.</param>
/// <param name="Word">What its calls are named: the method or the class, without Async.</param>
/// <param name="Handle">The name of its handle in the container.</param>
/// <param name="Field">The name of the field behind it.</param>
/// <param name="Name">The name under which it is registered.</param>
/// <param name="Method">The name of the method, for the documentation.</param>
/// <param name="Input">The input; null for none.</param>
/// <param name="Output">The output; null for none.</param>
/// <param name="Run">The expression that is its code.</param>
/// <param name="IsOpen">Whether other assemblies see each type that its calls name.</param>
/// <param name="IsInjected">Whether its class is made with services.</param>
/// <param name="Orchestration">What an orchestration has besides; null for an activity.</param>
sealed record Code(
    Container Container,
    string Word,
    string Handle,
    string Field,
    string Name,
    string Method,
    Parameter? Input,
    string? Output,
    string Run,
    bool IsOpen,
    bool IsInjected,
    OrchestrationPart? Orchestration
)
{
    public bool IsPublic => Container.IsPublic && IsOpen;

    public IEnumerable<Channel> Channels => Orchestration?.Channels ?? default;

    /// <summary>What is registered, in words: two that are the same cannot stand beside each other.</summary>
    public string Identity =>
        Orchestration is null
            ? $"activity '{Name}'"
            : $"orchestration '{Name}' in version {Orchestration.Version.Text}";
}

/// <summary>A parameter: its type and what the author named it.</summary>
sealed record Parameter(string Type, string Name);

/// <summary>What an orchestration has besides its code: a version, and the events, queues and values that it declares.</summary>
sealed record OrchestrationPart(DeclaredVersion Version, ValueArray<Channel> Channels);
