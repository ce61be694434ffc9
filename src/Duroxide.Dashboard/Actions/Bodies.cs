using System.ComponentModel;
using System.Text.Json;

namespace Duroxide.Dashboard;

/// <summary>What is to be started.</summary>
/// <param name="Instance">The id of the new instance.</param>
/// <param name="Orchestration">The name of the orchestration.</param>
/// <param name="Input">The input; missing for null.</param>
/// <param name="Version">The version; missing for the one that the registry's policy names.</param>
/// <param name="Tags">The tags, as name=value.</param>
sealed record StartBody(
    string? Instance,
    string? Orchestration,
    JsonElement? Input,
    string? Version,
    [property: Description(TagTexts.Format)] string[]? Tags
);

/// <summary>What is to be started of one orchestration.</summary>
/// <param name="Orchestration">The name of the orchestration.</param>
/// <param name="Starts">The instances.</param>
/// <param name="Version">The version of all; missing for the one that the registry's policy names.</param>
/// <param name="Tags">The tags of all, as name=value.</param>
sealed record StartsBody(
    string? Orchestration,
    StartItem?[]? Starts,
    string? Version,
    [property: Description(TagTexts.Format)] string[]? Tags
);

/// <summary>One of many instances to start.</summary>
/// <param name="Instance">The id of the new instance.</param>
/// <param name="Input">The input; missing for null.</param>
sealed record StartItem(string? Instance, JsonElement? Input);

/// <summary>An event for an instance.</summary>
/// <param name="Name">The name of the event.</param>
/// <param name="Data">Its data; missing for null.</param>
sealed record EventBody(string? Name, JsonElement? Data);

/// <summary>A message for an instance.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Data">Its data; missing for null.</param>
sealed record MessageBody(string? Queue, JsonElement? Data);

/// <summary>Why an instance is cancelled.</summary>
/// <param name="Reason">The reason, which its code and its history are told.</param>
sealed record CancelBody(string? Reason);

/// <summary>Why an instance is suspended.</summary>
/// <param name="Reason">The reason, for people.</param>
/// <param name="Tree">Whether its children are suspended with it; missing for not.</param>
sealed record SuspendBody(string? Reason, bool? Tree);

/// <summary>What is resumed.</summary>
/// <param name="Tree">Whether its children are resumed with it; missing for not.</param>
sealed record ResumeBody(bool? Tree);

/// <summary>How an instance is restarted.</summary>
/// <param name="Version">The version of the new execution; missing for the one that the registry's policy names.</param>
/// <param name="After">The execution that is to be followed, so that a second request does nothing; missing for the current one.</param>
sealed record RestartBody(string? Version, long? After);

/// <summary>Which executions are deleted.</summary>
/// <param name="KeepLast">How many of the youngest are kept; missing for the current one alone.</param>
/// <param name="EndedBefore">Only those that ended before this time; missing for all.</param>
sealed record PruneBody(int? KeepLast, DateTimeOffset? EndedBefore);

/// <summary>How an instance is forked.</summary>
/// <param name="Fork">The id of the new instance.</param>
/// <param name="Execution">The execution whose history is kept; missing for the current one.</param>
/// <param name="Before">The event before which the fork departs; missing for the ending, or what caused it.</param>
/// <param name="Version">The version that the fork runs; missing for that of the kept history.</param>
sealed record ForkBody(string? Fork, long? Execution, long? Before, string? Version);
