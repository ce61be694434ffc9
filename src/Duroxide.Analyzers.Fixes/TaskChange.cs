using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Lets declared code return a task.</summary>
static class TaskChange
{
    /// <summary>The method with a task; null where only its author knows how.</summary>
    public static Change? Of(Scene scene, Misfitting found) =>
        found.Problem.Kind is Misfit.Void ? Changed(found.Syntax, found.Syntax, "Task")
        : found.Problem.Kind is Misfit.ValueTask ? Converted(scene, found)
        : Signature.IsDuroxide(found.Signature.Method.ReturnType, "DurableTask") ? Converted(scene, found)
        : Asynchronous(scene, found);

    // What gives a value may go on to give it; an orchestration that awaits nothing yet is about to.
    static Change? Asynchronous(Scene scene, Misfitting found)
    {
        var (method, syntax) = (found.Signature.Method, found.Syntax);
        return
            method.IsAsync
            || method.ReturnsByRef
            || method.ReturnsByRefReadonly
            || method.ReturnType.IsRefLikeType
            || (syntax.Body is null && syntax.ExpressionBody is null)
            || ReturnedTasks.Own(syntax).Any(node => node is YieldStatementSyntax)
            ? null
            : Changed(
                syntax,
                Modifiers.Append(syntax, SyntaxKind.AsyncKeyword),
                method.ReturnsVoid
                    ? "Task"
                    : $"Task<{method.ReturnType.ToMinimalDisplayString(scene.Model, scene.Span.Start)}>"
            );
    }

    static Change? Converted(Scene scene, Misfitting found)
    {
        var output = (found.Signature.Method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        var type = output is null ? "Task" : $"Task<{output.ToMinimalDisplayString(scene.Model, scene.Span.Start)}>";
        var syntax = found.Signature.Method.IsAsync
            ? found.Syntax
            : new ReturnedTasks(scene.Model, scene.Span.Start, found.Signature.Method.ReturnType, output).In(
                found.Syntax
            );
        return syntax is null ? null : Changed(found.Syntax, syntax, type);
    }

    static Change Changed(MethodDeclarationSyntax old, MethodDeclarationSyntax changed, string type) =>
        new(
            $"Return {type}",
            old,
            changed.WithReturnType(ParseTypeName(type).WithTriviaFrom(changed.ReturnType)),
            "System.Threading.Tasks"
        );
}
