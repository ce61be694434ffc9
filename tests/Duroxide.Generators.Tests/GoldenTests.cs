namespace Duroxide.Generators.Tests;

/// <summary>What is generated, to the letter: it is read by people who step into it.</summary>
public class GoldenTests
{
    const string Rewrite = "UPDATE_GOLDEN";

    public static TheoryData<string> Programs =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.cs.txt")
                .Select(file => Path.GetFileName(file)[..^".cs.txt".Length])
                .Order(),
        ];

    [Theory]
    [MemberData(nameof(Programs))]
    public void What_is_generated_is_what_was_reviewed(string program)
    {
        var compiled = Compiled.From(File.ReadAllText(Path.Combine(Folder, $"{program}.cs.txt"))).EnsureClean();
        var actual = string.Concat(
            compiled
                .Files.OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => $"=== {file.Key}\n{file.Value}\n")
        );
        var golden = Path.Combine(Folder, $"{program}.generated.txt");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(golden, actual);
        }

        Assert.True(File.Exists(golden), $"{golden} is missing. Set {Rewrite}=1, run this test, and review the file.");
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public void Nothing_is_generated_where_nothing_is_declared() =>
        Assert.Empty(Compiled.From("namespace Shop; class Order;").EnsureClean().Files);

    static string Folder { get; } = Path.Combine(FindRoot(), "tests", "Duroxide.Generators.Tests", "Golden");

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Duroxide.Functional.sln")))
        {
            folder =
                folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no clone.");
        }
        return folder.FullName;
    }
}
