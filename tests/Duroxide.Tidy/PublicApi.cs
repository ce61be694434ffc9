using System.Reflection;
using PublicApiGenerator;

namespace Duroxide.Tidy;

/// <summary>What an assembly shows to those who use it, as text: C# declarations, those of F# members too.</summary>
internal static class PublicApi
{
    // Marks of the compilers say nothing of what can be called.
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes =
        [
            "Microsoft.FSharp.Core.CompilationArgumentCountsAttribute",
            "Microsoft.FSharp.Core.CompilationMappingAttribute",
            "Microsoft.FSharp.Core.CompilationSourceNameAttribute",
            "System.Diagnostics.CodeAnalysis.DynamicDependencyAttribute",
            "System.Diagnostics.DebuggerDisplayAttribute",
            "System.Diagnostics.DebuggerTypeProxyAttribute",
            "System.SerializableAttribute",
            // They name the file and the line of a test.
            "Xunit.FactAttribute",
            "Xunit.TheoryAttribute",
        ],
    };

    public static string Of(Assembly assembly) =>
        assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd()
        + "\n"
        + string.Concat(Patterns(assembly).Order(StringComparer.Ordinal).Select(pattern => $"{pattern}\n"));

    /// <summary>The active patterns of F#, which have names that C# has not and are therefore left out above.</summary>
    private static IEnumerable<string> Patterns(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.Name.StartsWith('|')
        let inputs = string.Join(", ", method.GetParameters().Select(input => input.ParameterType))
        select $"{type.FullName}.({method.Name}) : {inputs} -> {method.ReturnType}";
}
