namespace Duroxide;

/// <summary>What a name must be, and what is said of the code behind it.</summary>
static class Names
{
    public static string Checked(string name, string parameter) => NameRules.Checked(name, "name", parameter);

    /// <summary>What to throw when code gives null where a task is due.</summary>
    public static InvalidOperationException NoTask(string what) =>
        new($"The code of {what} returned null instead of a task. Make it async, or return Task.FromResult(…).");
}
