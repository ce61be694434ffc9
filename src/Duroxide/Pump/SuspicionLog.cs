using System.Diagnostics;

namespace Duroxide;

/// <summary>What is suspected of one orchestration, each kind once; written to by any thread.</summary>
/// <param name="walks">Which walks over the stack can be afforded.</param>
sealed class SuspicionLog(StackWalks walks)
{
    readonly Lock gate = new();
    Suspicion unwritten;

    /// <summary>Everything that was suspected so far.</summary>
    public Suspicion Seen { get; private set; }

    /// <summary>Where in the user's code the last suspicion arose; null when that is not known.</summary>
    public string? Place { get; private set; }

    /// <summary>Notes a suspicion; false when it is known already.</summary>
    public bool Note(Suspicion suspicion)
    {
        lock (gate)
        {
            if (Seen.HasFlag(suspicion))
            {
                return false;
            }
            Seen |= suspicion;
            unwritten |= suspicion;
            Place = suspicion == Suspicion.Thread || !walks.TryTake() ? Place : UserFrame() ?? Place;
            return true;
        }
    }

    /// <summary>Notes that a warning of a suspicion was written.</summary>
    public void Written(Suspicion suspicion)
    {
        lock (gate)
        {
            unwritten &= ~suspicion;
        }
    }

    /// <summary>The suspicions of which no warning was written yet.</summary>
    public IReadOnlyList<Suspicion> Unwritten()
    {
        if (unwritten == Suspicion.None)
        {
            return [];
        }
        lock (gate)
        {
            var result = unwritten;
            unwritten = Suspicion.None;
            return [result];
        }
    }

    // The topmost frame that is neither the framework's nor ours. Where there is none, the stack says nothing.
    static string? UserFrame()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            var method = DiagnosticMethodInfo.Create(frame);
            var assembly = method?.DeclaringAssemblyName;
            if (method is null || assembly is null || IsFramework(assembly) || assembly == OurAssembly)
            {
                continue;
            }
            var line = frame.GetFileName() is { } file
                ? $" ({Path.GetFileName(file)}:{frame.GetFileLineNumber()})"
                : "";
            return $"{method.DeclaringTypeName}.{method.Name}{line}";
        }
        return null;
    }

    static readonly string OurAssembly = typeof(SuspicionLog).Assembly.FullName!;

    static bool IsFramework(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("mscorlib", StringComparison.Ordinal);
}
