using System.Diagnostics;

namespace Duroxide;

/// <summary>Finds the async method through which a foreign thread came back into the code: most often one of a library, which awaits with ConfigureAwait(false).</summary>
static class LibraryMethod
{
    /// <summary>The innermost async method on this thread's stack that is not ours, as type and method; null for none.</summary>
    public static string? OnStack() =>
        new StackTrace(fNeedFileInfo: false)
            .GetFrames()
            .Select(DiagnosticMethodInfo.Create)
            .Where(method => method?.DeclaringAssemblyName is { } assembly && assembly != OurAssembly)
            .Select(method => NameOf(method!.DeclaringTypeName))
            .FirstOrDefault(name => name is not null);

    static readonly string OurAssembly = typeof(LibraryMethod).Assembly.FullName!;

    // The compiler makes a type of each async method, as in System.Net.Http.HttpClient+<GetStringAsync>d__12.
    static string? NameOf(string? type)
    {
        if (type is null || type.IndexOf("+<", StringComparison.Ordinal) is var inner && inner < 0)
        {
            return null;
        }
        var begin = type.LastIndexOf('<') + 1;
        var end = type.IndexOf('>', begin);
        var owner = type[..inner].Split('.', '+')[^1].Split('`')[0];
        return end > begin ? $"{owner}.{type[begin..end]}" : null;
    }
}
