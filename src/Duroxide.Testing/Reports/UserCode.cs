using System.Diagnostics;

namespace Duroxide.Testing;

/// <summary>Finds the lines of the person's own code in a stack trace.</summary>
static class UserCode
{
    static readonly string[] Platform = ["System.", "Microsoft.", "FSharp.Core", "FsCheck", "xunit."];

    static readonly HashSet<string> Library = new(StringComparer.Ordinal)
    {
        "Duroxide.Core",
        "Duroxide",
        "Duroxide.Providers",
        "Duroxide.Runtime",
        "Duroxide.Sqlite",
        "Duroxide.FSharp",
        "Duroxide.Testing",
        "Duroxide.Testing.FsCheck",
    };

    /// <summary>The frames that are neither the platform's nor a library's, innermost first.</summary>
    public static IReadOnlyList<string> Frames(StackTrace trace) =>
        [
            .. trace
                .GetFrames()
                .Select(frame => (Frame: frame, Method: DiagnosticMethodInfo.Create(frame)))
                .Where(one => one.Method is { } method && IsOwn(method.DeclaringAssemblyName.Split(',')[0]))
                .Select(one => Line(one.Frame, one.Method!)),
        ];

    /// <summary>Whether the code that calls is F#; it is told by the assembly of the innermost frame that is the person's own.</summary>
    public static bool IsFSharp(StackTrace trace) =>
        trace
            .GetFrames()
            .Select(DiagnosticMethodInfo.Create)
            .FirstOrDefault(method => method is not null && IsOwn(method.DeclaringAssemblyName.Split(',')[0]))
            is { } own
        && AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.FullName == own.DeclaringAssemblyName)
            .SelectMany(assembly => assembly.GetCustomAttributesData())
            .Any(attribute => attribute.AttributeType.Name == "FSharpInterfaceDataVersionAttribute");

    /// <summary>What was thrown, and by which line of the person's code.</summary>
    public static string Describe(Exception thrown) =>
        $"{thrown.GetType().Name}: {thrown.Message}"
        + (Frames(new StackTrace(thrown, fNeedFileInfo: true)) is [var first, ..] ? $" ({first})" : "");

    static bool IsOwn(string assembly) =>
        !Library.Contains(assembly) && !Platform.Any(start => assembly.StartsWith(start, StringComparison.Ordinal));

    static string Line(StackFrame frame, DiagnosticMethodInfo method) =>
        $"at {method.DeclaringTypeName}.{method.Name}"
        + (
            frame.GetFileName() is { } file
                ? string.Create(CultureInfo.InvariantCulture, $" in {file}:line {frame.GetFileLineNumber()}")
                : ""
        );
}
