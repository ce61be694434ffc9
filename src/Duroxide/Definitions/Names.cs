namespace Duroxide;

/// <summary>What a name must be.</summary>
static class Names
{
    public static string Checked(string name, string parameter) =>
        string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentException("A name must have at least one character that is not a space.", parameter)
            : name;
}
