namespace Duroxide.Tidy;

/// <summary>Fails a test with every finding at once, each on a line of its own that an editor can open.</summary>
internal static class Finding
{
    public static void None(IEnumerable<string> findings, string what)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{what}\n  {string.Join("\n  ", all)}\n");
    }
}
