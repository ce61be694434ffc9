using System.Reflection;
using System.Runtime.Loader;

namespace Duroxide.Cli;

/// <summary>Loads an application's assembly with what lies beside it. What this tool has itself, Duroxide among it, is shared.</summary>
sealed class CodeContext(string path) : AssemblyLoadContext($"the code of {path}")
{
    static readonly HashSet<string> Own = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "")
        .Split(Path.PathSeparator)
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    readonly AssemblyDependencyResolver resolver = new(path);

    protected override Assembly? Load(AssemblyName name) =>
        !Own.Contains(name.Name ?? "") && resolver.ResolveAssemblyToPath(name) is { } found
            ? LoadFromAssemblyPath(found)
            : null;

    protected override nint LoadUnmanagedDll(string name) =>
        resolver.ResolveUnmanagedDllToPath(name) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
