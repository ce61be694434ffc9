using System.Text.Json;

namespace Duroxide;

/// <summary>What is to be started.</summary>
sealed record StartBody(string Instance, string Orchestration, JsonElement Input, string? Version, string[] Tags);

/// <summary>What is to be started of one orchestration.</summary>
sealed record StartsBody(string Orchestration, StartItem[] Starts, string? Version, string[] Tags);

/// <summary>One of many instances to start.</summary>
sealed record StartItem(string Instance, JsonElement Input);

/// <summary>An event for an instance.</summary>
sealed record EventBody(string Name, JsonElement Data);

/// <summary>A message for an instance.</summary>
sealed record MessageBody(string Queue, JsonElement Data);

/// <summary>Why an instance is cancelled.</summary>
sealed record CancelBody(string Reason);

/// <summary>Whether an instance was created.</summary>
sealed record StartedAnswer(string Instance, bool Created);

/// <summary>Whether each of many instances was created, in order.</summary>
sealed record StartedManyAnswer(bool[] Created);

/// <summary>A part of an execution as it is stored.</summary>
sealed record ExportAnswer(
    long Execution,
    DateTimeOffset Requested,
    JsonElement? Header,
    JsonElement Events,
    long? Next
);

/// <summary>How many instances were changed.</summary>
sealed record ChangedAnswer(int Instances);

/// <summary>A value that an instance has set.</summary>
sealed record ValueAnswer(string Key, string Data, DateTimeOffset Updated);

/// <summary>Why a request was refused.</summary>
sealed record ProblemAnswer(string? Detail);
