using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>Reads the events, queues and values that an orchestration declares.</summary>
static class ChannelReader
{
    static readonly Dictionary<string, ChannelKind> Kinds = new()
    {
        ["TakesEventAttribute"] = ChannelKind.Event,
        ["TakesMessagesAttribute"] = ChannelKind.Queue,
        ["KeepsValueAttribute"] = ChannelKind.Value,
    };

    /// <summary>Reads what stands on a method or a class.</summary>
    public static (List<Channel> Channels, List<Finding> Findings, List<ITypeSymbol> Types) Read(
        ISymbol symbol,
        TypeNames names
    )
    {
        var (channels, findings, types) = (new List<Channel>(), new List<Finding>(), new List<ITypeSymbol>());
        foreach (var attribute in symbol.GetAttributes())
        {
            if (
                attribute
                    is not {
                        AttributeClass: { TypeArguments: [var type] } declared,
                        ConstructorArguments: [{ Value: string name }]
                    }
                || !Kinds.TryGetValue(declared.Name, out var kind)
                || !Signature.IsDuroxide(declared, declared.Name)
            )
            {
                continue;
            }
            var word = WordOf(name);
            if (Problem(channels, kind, name, word, type) is { } problem)
            {
                findings.Add(
                    Finding.Of(
                        Rules.Channel,
                        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation(),
                        InWords(kind),
                        name,
                        symbol.Name,
                        problem
                    )
                );
                continue;
            }
            var carried = Signature.IsDuroxide(type, "Unit") ? null : names.Of(type);
            var orNull = type.IsReferenceType ? $"{carried?.TrimEnd('?')}?" : carried;
            channels.Add(new(kind, name, word!, carried, orNull));
            types.Add(type);
        }
        return (channels, findings, types);
    }

    public static string InWords(ChannelKind kind) =>
        kind switch
        {
            ChannelKind.Event => "event",
            ChannelKind.Queue => "queue",
            ChannelKind.Value => "value",
        };

    static string? Problem(List<Channel> before, ChannelKind kind, string name, string? word, ITypeSymbol type) =>
        NameProblem.Of(name) is { } problem ? $"cannot be one: the name {problem}."
        : word is null ? "has a name without a letter, of which no method can be named. Choose another name."
        : kind == ChannelKind.Value && word is ("Status" or "Completion")
            ? "would have a method that each client has. Choose another name."
        : before.Exists(each => each.Kind == kind && each.Word == word)
            ? $"would have the same methods as '{before.Find(each => each.Kind == kind && each.Word == word)!.Name}'. Choose another name."
        : !Reach.IsInternal(type)
            ? $"has the type '{type.ToDisplayString()}', which cannot be named outside of its class or file. Make it internal or public."
        : null;

    /// <summary>A name as a word of a method's name: <c>order/paid-late</c> is <c>OrderPaidLate</c>; null where nothing is left.</summary>
    static string? WordOf(string name)
    {
        var parts = new string([.. name.Select(each => char.IsLetterOrDigit(each) ? each : ' ')])
            .Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1));
        var word = string.Concat(parts);
        return word.Length > 0 && SyntaxFacts.IsValidIdentifier($"W{word}") ? word : null;
    }
}
