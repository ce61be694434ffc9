using System.Reflection;

namespace Duroxide.Tidy;

public class PublicApiTests
{
    private const string Rewrite = "UPDATE_PUBLIC_API";

    public static TheoryData<string> Projects => [.. Repository.Projects.Select(project => Path.GetFileName(project)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_public_members_are_the_reviewed_ones(string project)
    {
        var file = Repository.PathOf($"src/{project}/PublicApi.txt");
        var actual = PublicApi.Of(Assembly.Load(project));
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(file, actual);

        var reviewed = File.Exists(file) ? File.ReadAllLines(file) : [];
        Finding.None(
            Difference(reviewed, actual.Split('\n')),
            $"""
            The public surface of {project} is not what PublicApi.txt says (- reviewed, + actual). If that is meant, run
                {Rewrite}=1 dotnet test --project tests/Duroxide.Tidy -c Release
            and commit the file with the change:
            """
        );
    }

    [Theory]
    [InlineData("Duroxide", "ParamCollection")]
    [InlineData("Duroxide", "public required string ActivityName")]
    [InlineData("Duroxide", "where T :  class")]
    [InlineData("Duroxide.FSharp", "OutcomeCase.(|Succeeded|Failed|Fired|)")]
    public void What_a_caller_writes_is_seen(string project, string text) =>
        Assert.Contains(text, PublicApi.Of(Assembly.Load(project)), StringComparison.Ordinal);

    private static IEnumerable<string> Difference(string[] reviewed, string[] actual) =>
        Under(reviewed)
            .Except(Under(actual))
            .Select(line => $"- {line}")
            .Concat(Under(actual).Except(Under(reviewed)).Select(line => $"+ {line}"));

    /// <summary>Each member line with the header of its type before it, so that a line says all by itself.</summary>
    private static IEnumerable<string> Under(string[] lines)
    {
        var header = "";
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            header = line.StartsWith(' ') ? header : line;
            yield return line.StartsWith(' ') ? $"{header} :: {line.Trim()}" : line;
        }
    }
}
