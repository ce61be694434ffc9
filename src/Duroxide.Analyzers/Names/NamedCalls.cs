using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Looks at calls by name: of activities and orchestrations, and of signals.</summary>
sealed class NamedCalls(DurableTypes types, Lazy<NameTable> table)
{
    /// <summary>In which diagnostics the name stands that was probably meant.</summary>
    public const string Near = "near";

    // So many letters may be wrong in a name that is meant.
    const int Slips = 2;

    static readonly Dictionary<string, NamedKind> Kinds = new()
    {
        ["ScheduleActivity"] = NamedKind.Activity,
        ["ScheduleSubOrchestration"] = NamedKind.Orchestration,
        ["StartOrchestration"] = NamedKind.Orchestration,
        ["StartOrchestrationAsync"] = NamedKind.Orchestration,
        ["RaiseEvent"] = NamedKind.Event,
        ["RaiseEventAsync"] = NamedKind.Event,
        ["SendMessage"] = NamedKind.Message,
        ["SendMessageAsync"] = NamedKind.Message,
    };

    public void Look(OperationAnalysisContext seen)
    {
        var call = (IInvocationOperation)seen.Operation;
        if (
            Kinds.TryGetValue(call.TargetMethod.Name, out var kind)
            && types.IsOurs(call.TargetMethod)
            && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "name" or "queue") is { } argument
            && argument.Value.ConstantValue.Value is string name
        )
        {
            if (kind is NamedKind.Event or NamedKind.Message)
            {
                LookAtSignal(seen, argument, kind, name);
            }
            else
            {
                LookAtCall(seen, call, argument, kind, name);
            }
        }
    }

    void LookAtCall(
        OperationAnalysisContext seen,
        IInvocationOperation call,
        IArgumentOperation argument,
        NamedKind kind,
        string name
    )
    {
        var fitting = table.Value.Of(kind).Where(each => each.Name.Fits(name)).ToList();
        if (fitting.Count > 0)
        {
            LookAtTypes(seen, call, argument, kind, name, fitting);
            return;
        }
        // A library knows nothing of the names of those who use it.
        var near = NearestTo(name, kind);
        var isWhole =
            table.Value.IsWhole(kind)
            && !table.Value.IsOpen
            && table.Value.Of(kind).Any()
            && seen.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
        if (near is not null || isWhole)
        {
            Report(
                seen,
                NameRules.Unknown,
                argument,
                near,
                Word(kind),
                name,
                near is null ? "" : $", but one named '{near}'"
            );
        }
    }

    void LookAtSignal(OperationAnalysisContext seen, IArgumentOperation argument, NamedKind kind, string name)
    {
        var waits = table.Value.Of(kind).ToList();
        if (waits.Count == 0 || waits.Exists(wait => !wait.Name.IsKnown || wait.Name.Fits(name)))
        {
            return;
        }
        var near = NearestTo(name, kind);
        Report(
            seen,
            NameRules.Unheard,
            argument,
            near,
            Word(kind),
            name,
            near is null ? "" : $", but one for '{near}'"
        );
    }

    // Numbers may be wider on the other side, and text that is passed as it is fits all.
    void LookAtTypes(
        OperationAnalysisContext seen,
        IInvocationOperation call,
        IArgumentOperation argument,
        NamedKind kind,
        string name,
        List<Named> fitting
    )
    {
        var given = call.TargetMethod.TypeArguments;
        if (given.Length == 0 || fitting.Exists(each => each.Input is null))
        {
            return;
        }
        if (!fitting.Exists(each => Fits(seen.Compilation, given[0], each.Input!)))
        {
            Report(
                seen,
                NameRules.WrongTypes,
                argument,
                null,
                Word(kind),
                name,
                "input",
                Shown(fitting[0].Input!),
                Shown(given[0])
            );
        }
        else if (given.Length == 2 && !fitting.Exists(each => Fits(seen.Compilation, each.Output!, given[1])))
        {
            Report(
                seen,
                NameRules.WrongTypes,
                argument,
                null,
                Word(kind),
                name,
                "output",
                Shown(fitting[0].Output!),
                Shown(given[1])
            );
        }
    }

    static bool Fits(Compilation compilation, ITypeSymbol from, ITypeSymbol to) =>
        from.TypeKind == TypeKind.TypeParameter
        || to.TypeKind == TypeKind.TypeParameter
        || from.Name == "Payload"
        || to.Name == "Payload"
        || ((CSharpCompilation)compilation).ClassifyConversion(from, to) is { IsImplicit: true, IsUserDefined: false };

    string? NearestTo(string name, NamedKind kind) =>
        (
            from each in table.Value.Of(kind)
            let other = each.Name.Constant
            where other is not null && Math.Abs(other.Length - name.Length) <= Slips
            let distance = NameText.Distance(name, other)
            where distance <= Math.Min(Slips, name.Length / 3)
            orderby distance, other
            select other
        ).FirstOrDefault();

    static void Report(
        OperationAnalysisContext seen,
        DiagnosticDescriptor rule,
        IArgumentOperation argument,
        string? near,
        params object[] words
    ) =>
        seen.ReportDiagnostic(
            Diagnostic.Create(
                rule,
                ((ArgumentSyntax)argument.Syntax).Expression.GetLocation(),
                near is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Near, near),
                words
            )
        );

    static string Word(NamedKind kind) =>
        kind switch
        {
            NamedKind.Activity => "activity",
            NamedKind.Orchestration => "orchestration",
            NamedKind.Event => "event",
            NamedKind.Message => "message",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of name."),
        };

    static string Shown(ITypeSymbol type) => $"'{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
}
