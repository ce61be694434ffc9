namespace Duroxide;

/// <summary>The clone that this test was built from.</summary>
static class Clone
{
    /// <summary>Its folder, found from the program's own: what the compiler knows of paths is mapped on a build server.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder in it.</summary>
    public static string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Duroxide.Functional.sln")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    $"No folder above {AppContext.BaseDirectory} holds Duroxide.Functional.sln: run from a clone."
                );
        }
        return folder.FullName;
    }
}
