namespace Duroxide.Generators;

/// <summary>By what others reach a running instance.</summary>
enum ChannelKind
{
    Event,
    Queue,
    Value,
}

/// <summary>An event, a queue or a value that an orchestration declares.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Name">Its name in histories.</param>
/// <param name="Word">Its name as a part of names of methods.</param>
/// <param name="Type">The type of what it carries; null for nothing.</param>
/// <param name="OrNull">The same, or null where it is a reference.</param>
sealed record Channel(ChannelKind Kind, string Name, string Word, string? Type, string? OrNull);
