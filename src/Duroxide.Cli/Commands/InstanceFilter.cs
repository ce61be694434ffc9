using System.CommandLine.Parsing;

namespace Duroxide.Cli;

/// <summary>The options by which commands choose instances.</summary>
sealed class InstanceFilter
{
    readonly Option<ExecutionStatus?> status = new("--status")
    {
        Description = "Only instances with this status: Running, Completed or Failed.",
    };
    readonly Option<string?> name = new("--name") { Description = "Only instances of this orchestration." };
    readonly Option<SemanticVersion?> version = new("--version-of-code")
    {
        Description = "Only instances that run this version.",
        CustomParser = result => Versions.Parse(result),
    };
    readonly Option<string[]> tags = new("--tag", "-t")
    {
        Description = "Only instances with this tag, as name=value; give it again for more.",
    };
    readonly Option<string?> prefix = new("--prefix") { Description = "Only instances whose id begins so." };
    readonly Option<string?> parent = new("--parent") { Description = "Only children of this instance." };
    readonly Option<bool> roots = new("--roots") { Description = "Only instances without a parent." };
    readonly Option<bool> parked = new("--parked") { Description = "Only instances that are parked." };
    readonly Option<DateTimeOffset?> createdFrom = Times.Option("--created-from", "Only instances created since");
    readonly Option<DateTimeOffset?> createdBefore = Times.Option("--created-before", "Only instances created before");
    readonly Option<DateTimeOffset?> updatedFrom = Times.Option("--updated-from", "Only instances changed since");
    readonly Option<DateTimeOffset?> updatedBefore = Times.Option("--updated-before", "Only instances changed before");
    readonly Option<DateTimeOffset?> endedBefore = Times.Option("--ended-before", "Only instances that ended before");

    /// <summary>The options, for a command.</summary>
    public IEnumerable<Symbol> Options =>
        [
            status,
            name,
            version,
            tags,
            prefix,
            parent,
            roots,
            parked,
            createdFrom,
            createdBefore,
            updatedFrom,
            updatedBefore,
            endedBefore,
        ];

    /// <summary>Whether the command line holds any of them.</summary>
    public bool IsGiven(ParseResult line) =>
        Options.OfType<Option>().Any(option => line.GetResult(option) is { Implicit: false });

    /// <summary>The query that the options ask for.</summary>
    public InstanceQuery Read(Session session) =>
        new()
        {
            Status = session.Get(status),
            Name = session.Get(name),
            Version = session.Get(version),
            Tags = Tags.Read(session.Get(tags)),
            IdPrefix = session.Get(prefix),
            Parent = session.Get(parent) is { } id ? new InstanceId(id) : (InstanceId?)null,
            RootsOnly = session.Get(roots),
            IsParked = session.Get(parked) ? true : (bool?)null,
            CreatedFrom = session.Get(createdFrom),
            CreatedBefore = session.Get(createdBefore),
            UpdatedFrom = session.Get(updatedFrom),
            UpdatedBefore = session.Get(updatedBefore),
            EndedBefore = session.Get(endedBefore),
        };
}

/// <summary>Versions on the command line.</summary>
static class Versions
{
    /// <summary>Reads a version.</summary>
    public static SemanticVersion? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var version = SemanticVersion.TryParse(text);
        if (version is null)
        {
            result.AddError($"'{text}' is not a version; write one like 1.2.0.");
        }
        return version;
    }
}

/// <summary>Tags on the command line.</summary>
static class Tags
{
    /// <summary>Reads tags written as name=value.</summary>
    /// <exception cref="UsageException">One has no equals sign.</exception>
    public static ValueMap<string, string> Read(IEnumerable<string>? texts)
    {
        var tags = ValueMap<string, string>.Empty;
        foreach (var text in texts ?? [])
        {
            tags = text.Split('=', 2) is [var name, var value]
                ? tags.Set(name, value)
                : throw new UsageException($"'{text}' is not a tag; write name=value.");
        }
        return tags;
    }
}
