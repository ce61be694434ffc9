using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Looks at what one chain of calls adds to a registry: names that are taken twice, and versions that are lower than one before.</summary>
sealed class RegistryChains(Compilation compilation, DurableTypes types)
{
    static readonly Version Initial = new(1, 0, 0);

    public void Look(OperationAnalysisContext seen)
    {
        var last = (IInvocationOperation)seen.Operation;
        // Each chain is looked at from its end.
        if (
            !IsOfBuilder(last)
            || (last.Outer() is IInvocationOperation next && next.Instance?.Bare() == last && IsOfBuilder(next))
        )
        {
            return;
        }
        var before = new List<Added>();
        foreach (var added in AddedBy(last))
        {
            if (before.Find(each => each.Orders(added)) is { } other)
            {
                Report(seen, added, other);
            }
            before.Add(added);
        }
    }

    static void Report(OperationAnalysisContext seen, Added added, Added other)
    {
        var place = added.Argument.Syntax.GetLocation();
        if (added.IsActivity)
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(
                    NameRules.Duplicate,
                    place,
                    "activity",
                    added.Name,
                    "",
                    "Each name can have one activity."
                )
            );
        }
        else if (added.Version == other.Version)
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(
                    NameRules.Duplicate,
                    place,
                    "orchestration",
                    added.Name,
                    $" in version {added.Version}",
                    "Give one of them another version."
                )
            );
        }
        else
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(NameRules.LowerVersion, place, added.Name, added.Version, other.Version)
            );
        }
    }

    bool IsOfBuilder(IInvocationOperation call) => call.TargetMethod.ContainingType.DerivesFrom(types.RegistryBuilder);

    IEnumerable<Added> AddedBy(IInvocationOperation last)
    {
        var calls = new Stack<IInvocationOperation>();
        for (var current = last; current is not null; current = current.Instance?.Bare() as IInvocationOperation)
        {
            if (current.TargetMethod.Name == "Add" && IsOfBuilder(current))
            {
                calls.Push(current);
            }
        }
        return calls.Select(Read).OfType<Added>();
    }

    Added? Read(IInvocationOperation call)
    {
        var definition = call.Arguments.First(argument => argument.Parameter!.Ordinal == 0);
        if (NameOf(definition.Value.Bare()) is not { } name)
        {
            return null;
        }
        var version = call.Arguments.FirstOrDefault(argument => argument.Parameter!.Ordinal == 1);
        return version is null ? new(definition, name, true, null)
            : VersionOf(version) is { } known ? new(definition, name, false, known)
            : null;
    }

    // A definition stands where its variable gets its value.
    string? NameOf(IOperation definition)
    {
        var creation = definition switch
        {
            IObjectCreationOperation here => here.Syntax,
            IMemberReferenceOperation
            {
                Member: IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
            } member => CreationOf(member.Member),
            ILocalReferenceOperation local => CreationOf(local.Local),
            _ => null,
        };
        return
            creation is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var name }, ..] }
            && ModelOf(creation).GetConstantValue(name).Value is string constant
            ? constant
            : null;
    }

    ExpressionSyntax? CreationOf(ISymbol variable) =>
        variable.DeclaringSyntaxReferences.FirstOrDefault(_ => types.IsInSource(variable))?.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
            _ => null,
        };

    // A definition may stand in another file.
#pragma warning disable RS1030
    SemanticModel ModelOf(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030

    /// <summary>The version that an argument gives; null when it is no constant.</summary>
    public static Version? VersionOf(IArgumentOperation argument)
    {
        if (argument.ArgumentKind == ArgumentKind.DefaultValue)
        {
            return Initial;
        }
        return argument.Value.Bare() switch
        {
            IPropertyReferenceOperation { Property.Name: "Initial" } => Initial,
            IInvocationOperation
            {
                TargetMethod.Name: "Parse",
                Arguments: [{ Value.ConstantValue.Value: string text }, ..]
            } when Version.TryParse(text, out var version) && version is { Build: >= 0, Revision: < 0 } => version,
            IObjectCreationOperation { Arguments: [var major, var minor, var patch] }
                when (Number(major), Number(minor), Number(patch)) is ({ } one, { } two, { } three) => new(
                one,
                two,
                three
            ),
            _ => null,
        };
    }

    static int? Number(IArgumentOperation argument) => argument.Value.ConstantValue.Value as int?;

    /// <summary>What one call adds.</summary>
    sealed record Added(IArgumentOperation Argument, string Name, bool IsActivity, Version? Version)
    {
        /// <summary>Whether another one that comes behind takes the same name, or a lower version of it.</summary>
        public bool Orders(Added later) =>
            Name == later.Name && IsActivity == later.IsActivity && (IsActivity || later.Version <= Version);
    }
}
