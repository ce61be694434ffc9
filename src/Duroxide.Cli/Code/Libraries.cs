namespace Duroxide.Cli;

/// <summary>The libraries beside an application that may define activities and orchestrations of their own.</summary>
static class Libraries
{
    /// <summary>Their files, in the order of their names.</summary>
    public static IReadOnlyList<string> Of(string application)
    {
        var folder = Path.GetDirectoryName(application)!;
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { application };
        var due = new Queue<string>(known);
        var found = new List<string>();
        while (due.TryDequeue(out var file))
        {
            var references = AssemblyFile.Read(file).References;
            if (file != application && references.Contains("Duroxide"))
            {
                found.Add(file);
            }
            foreach (
                var next in references
                    .Where(name => !IsOurs(name))
                    .Select(name => Path.Combine(folder, $"{name}.dll"))
                    .Where(next => File.Exists(next) && known.Add(next))
            )
            {
                due.Enqueue(next);
            }
        }
        return [.. found.Order(StringComparer.Ordinal)];
    }

    static bool IsOurs(string name) => name == "Duroxide" || name.StartsWith("Duroxide.", StringComparison.Ordinal);
}
