using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// All names of a compilation. It is made when a call by name is looked at first; which places of a file may name something is
/// remembered for the file, so that a change reads only the files that changed.
/// </summary>
sealed class NameTable
{
    static readonly ConditionalWeakTable<SyntaxTree, Place[]> Candidates = new();

    static readonly Dictionary<string, NamedKind> Calls = new()
    {
        ["AddActivity"] = NamedKind.Activity,
        ["AddActivityFactory"] = NamedKind.Activity,
        ["AddOrchestration"] = NamedKind.Orchestration,
        ["ReceiveMessage"] = NamedKind.Message,
        ["ScheduleWait"] = NamedKind.Event,
    };

    // What they bring is not seen.
    static readonly ImmutableHashSet<string> Imports = ["Merge", "AddFromAssembly"];

    readonly ILookup<NamedKind, Named> all;

    NameTable(IEnumerable<Named> named, bool isOpen)
    {
        all = named.ToLookup(each => each.Kind);
        IsOpen = isOpen;
    }

    /// <summary>Whether there are definitions that are not seen, as of a library that is merged in.</summary>
    public bool IsOpen { get; }

    public IEnumerable<Named> Of(NamedKind kind) => all[kind];

    /// <summary>Whether each name of a kind is told by the source.</summary>
    public bool IsWhole(NamedKind kind) => all[kind].All(each => each.Name.IsKnown);

    public static NameTable Of(Compilation compilation, DurableTypes types, CancellationToken cancellation)
    {
        var named = new List<Named>();
        var isOpen = false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var places = Candidates.GetValue(tree, each => [.. Find(each.GetRoot(cancellation))]);
            isOpen |= places.Any(place => place.Name is null);
            if (places.Length == 0)
            {
                continue;
            }
            // Names are those of the whole project, so other files are looked at, too.
#pragma warning disable RS1030
            var model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            named.AddRange(places.Select(place => Read(place, model, types)).OfType<Named>());
        }
        return new(named, isOpen);
    }

    static IEnumerable<Place> Find(SyntaxNode root) => root.DescendantNodes().Select(PlaceOf).OfType<Place>();

    static Place? PlaceOf(SyntaxNode node) =>
        node switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }, ..] } creation
                when MayDefine(creation, name) => new(creation, name, null),
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }, ..] } call
                when Calls.TryGetValue(NameOf(call), out var kind) => new(call, name, kind),
            InvocationExpressionSyntax call when Imports.Contains(NameOf(call)) => new(call, null, null),
            // Generators make names of them.
            AttributeSyntax attribute when attribute.Name.ToString() is "Activity" or "Orchestration" => new(
                attribute,
                null,
                null
            ),
            _ => null,
        };

    static bool MayDefine(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax name) =>
        name
            is LiteralExpressionSyntax
                or InterpolatedStringExpressionSyntax
                or IdentifierNameSyntax
                or MemberAccessExpressionSyntax
                or BinaryExpressionSyntax
        && (
            creation is ImplicitObjectCreationExpressionSyntax
            || (
                creation is ObjectCreationExpressionSyntax { Type: var type }
                && type.ToString() is var text
                && (text.Contains("Activity") || text.Contains("Orchestration"))
            )
        );

    static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => "",
        };

    static Named? Read(Place place, SemanticModel model, DurableTypes types)
    {
        if (place.Name is not { } name)
        {
            return null;
        }
        if (place.Syntax is BaseObjectCreationExpressionSyntax creation)
        {
            return
                model.GetTypeInfo(creation).Type is INamedTypeSymbol type && types.DefinitionOf(type) is { } definition
                ? new(
                    types.IsOrchestration(type) ? NamedKind.Orchestration : NamedKind.Activity,
                    NameText.Of(name, model),
                    definition.TypeArguments[0],
                    definition.TypeArguments[1]
                )
                : null;
        }
        return
            place.Kind is { } kind
            && model.GetSymbolInfo(place.Syntax).Symbol is IMethodSymbol { ContainingType: var owner } method
            && types.IsOurs(owner)
            && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..]
            ? new(kind, NameText.Of(name, model))
            : null;
    }

    /// <summary>A place that may name something.</summary>
    /// <param name="Syntax">The creation or the call.</param>
    /// <param name="Name">The name; null where names come in that are not seen.</param>
    /// <param name="Kind">What is named; null where its type says so.</param>
    sealed record Place(SyntaxNode Syntax, ExpressionSyntax? Name, NamedKind? Kind);
}
