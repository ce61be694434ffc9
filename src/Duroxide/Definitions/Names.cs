namespace Duroxide;

/// <summary>What a name must be.</summary>
static class Names
{
    public static string Checked(string name, string parameter) => NameRules.Checked(name, "name", parameter);
}
