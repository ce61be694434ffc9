using System.Diagnostics;

namespace Duroxide;

/// <summary>The async method through which a foreign thread came back into the code: most often one of a library, which awaits with ConfigureAwait(false).</summary>
/// <param name="Name">Type and method.</param>
/// <param name="IsFramework">Whether it is .NET's, and not the user's or another library's.</param>
sealed record LibraryMethod(string Name, bool IsFramework)
{
    /// <summary>The innermost async method on this thread's stack that is not ours; null for none.</summary>
    public static LibraryMethod? OnStack()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            if (
                DiagnosticMethodInfo.Create(frame) is { DeclaringAssemblyName: { } assembly } method
                && assembly != OurAssembly
                && NameOf(method.DeclaringTypeName) is { } name
            )
            {
                return new(name, assembly.StartsWith("System.", StringComparison.Ordinal));
            }
        }
        return null;
    }

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
