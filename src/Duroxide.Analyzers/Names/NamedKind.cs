namespace Duroxide.Analyzers;

/// <summary>What has a name.</summary>
enum NamedKind
{
    Activity,
    Orchestration,
    Event,
    Message,
}
