namespace Duroxide.Generators;

/// <summary>The names of generated files, which the compiler tells apart without regard to case.</summary>
static class FileNames
{
    /// <summary>The file that registers all code of an assembly.</summary>
    public const string Registration = "Duroxide.Registration.g.cs";

    /// <summary>Gives a file to each of what is generated, with a number where another one has its name already.</summary>
    public static IEnumerable<(T Item, string File)> Of<T>(IEnumerable<T> items, Func<T, Container> containerOf)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Registration };
        foreach (var item in items)
        {
            var container = containerOf(item);
            var space = container.Namespace.Length > 0 ? $"{container.Namespace}." : "";
            // The compiler wants no names with the sign that tells a name from a keyword.
            var name = $"{space}{container.Path}".Replace("@", "");
            var file = $"{name}.g.cs";
            for (var number = 2; !taken.Add(file); number++)
            {
                file = $"{name}.{number}.g.cs";
            }
            yield return (item, file);
        }
    }
}
