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
    public static (List<Channel> Channels, List<Finding> Findings, List<ITypeSymbol> Types) Read(Subject subject)
    {
        var (channels, findings, types) = (new List<Channel>(), new List<Finding>(), new List<ITypeSymbol>());
        foreach (var attribute in subject.Symbol.GetAttributes())
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
            if (Problem(channels, kind, name, word, type, subject.Type) is { } problem)
            {
                findings.Add(
                    Finding.Of(
                        Rules.Channel,
                        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation(),
                        InWords(kind),
                        name,
                        subject.Symbol.Name,
                        problem
                    )
                );
                continue;
            }
            var carried = Signature.IsDuroxide(type, "Unit") ? null : subject.Names.Of(type);
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

    static string? Problem(
        List<Channel> before,
        ChannelKind kind,
        string name,
        string? word,
        ITypeSymbol type,
        INamedTypeSymbol container
    ) =>
        NameProblem.Of(name) is { } problem ? $"cannot be one: the name {problem}."
        : word is null ? "has a name without a letter, of which no method can be named. Choose another name."
        : kind == ChannelKind.Value && word is ("Status" or "Completion")
            ? "would have a method that each client has. Choose another name."
        : before.Exists(each => each.Kind == kind && each.Word == word)
            ? $"would have the same methods as '{before.Find(each => each.Kind == kind && each.Word == word)!.Name}'. Choose another name."
        : IsTaken(container, kind, $"{Verb(kind)}{word}", type)
            ? $"would have a method '{Verb(kind)}{word}', which '{container.Name}' has already. Choose another name."
        : !Reach.IsInternal(type)
            ? $"has the type '{type.ToDisplayString()}', which cannot be named outside of its class or file. Make it internal or public."
        : Obsolete.In([type]) is { } old
            ? $"has the type '{old.ToDisplayString()}', which is obsolete, and an error to use."
        : null;

    /// <summary>What the method in the class of the code is called, before the word of the name.</summary>
    public static string Verb(ChannelKind kind) =>
        kind switch
        {
            ChannelKind.Event => "WaitFor",
            ChannelKind.Queue => "Receive",
            ChannelKind.Value => "Set",
        };

    // Beside methods of other parameters there is room for one more.
    static bool IsTaken(INamedTypeSymbol container, ChannelKind kind, string method, ITypeSymbol type) =>
        container.Name == method
        || container
            .GetMembers(method)
            .Any(member =>
                member is not IMethodSymbol { IsGenericMethod: false, Parameters: [var first, var second] }
                    ? member is not IMethodSymbol
                    : Signature.IsDuroxide(first.Type, "OrchestrationContext")
                        && (
                            kind == ChannelKind.Value
                                ? SymbolEqualityComparer.Default.Equals(second.Type, type)
                                : Signature.IsDuroxide(second.Type, "WaitOptions")
                        )
            );

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
