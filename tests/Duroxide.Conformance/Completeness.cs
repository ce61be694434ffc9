namespace Duroxide.Conformance;

/// <summary>Finds the groups of tests that a store leaves out.</summary>
public static class Completeness
{
    /// <summary>The groups that are not run for a store.</summary>
    /// <param name="guard">The class that asks; its name begins with that of the store, as all classes of the store do.</param>
    /// <param name="root">What the groups derive from.</param>
    /// <param name="suffix">How the name of the class that asks goes on.</param>
    public static IEnumerable<string> Forgotten(Type guard, Type root, string suffix)
    {
        Assert.EndsWith(suffix, guard.Name, StringComparison.Ordinal);
        var store = guard.Name[..^suffix.Length];
        var own = guard
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.Name.StartsWith(store, StringComparison.Ordinal))
            .ToList();
        return typeof(Completeness)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(root))
            .Where(group => !own.Exists(type => type.IsSubclassOf(group)))
            .Select(group => group.Name);
    }
}
