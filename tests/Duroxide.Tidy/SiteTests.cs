using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Duroxide.Tidy;

/// <summary>The pages are found from the table of contents of the site, and by assistants from docs/llms.txt.</summary>
public partial class SiteTests
{
    private const string Contents = "docs/toc.yml";
    private const string ForAssistants = "docs/llms.txt";

    [Fact]
    public void Each_page_stands_in_the_table_of_contents_or_in_the_index_of_its_folder() =>
        Finding.None(
            Pages()
                .Except(Listed().Select(listed => listed.Page))
                .Where(page => !IsIndexed(page))
                .Select(Repository.NameOf),
            $"Neither {Contents} nor a README.md beside them names these pages:"
        );

    [Fact]
    public void The_table_of_contents_names_pages_that_there_are() =>
        Finding.None(
            Listed().Select(listed => listed.Page).Where(page => !File.Exists(page)).Select(Repository.NameOf),
            $"{Contents} names these pages, which do not exist:"
        );

    [Fact]
    public void Each_page_begins_with_its_title_and_a_sentence() =>
        Finding.None(
            Listed()
                .Select(listed => listed.Page)
                .Where(page => !Beginning().IsMatch(File.ReadAllText(page)))
                .Select(Repository.NameOf),
            "These pages do not begin with a heading and a paragraph, of which docs/llms.txt takes the first sentence:"
        );

    [Fact]
    public void Assistants_find_every_page()
    {
        var file = Repository.PathOf(ForAssistants);
        var wanted = Llms();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, wanted);
        }
        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == wanted,
            $"{ForAssistants} does not tell of the pages as they are. UPDATE_DOCS=1 writes it; look at what changed."
        );
    }

    private static string Llms()
    {
        var groups = Listed().GroupBy(listed => listed.Group, listed => Line(listed.Page));
        return $"""
            # Duroxide.Functional

            > Durable execution for .NET: workflows as ordinary async C# or F# that survive crashes, restarts and deployments. They run
            > inside a process, on a SQLite file or a PostgreSQL database.

            Before you write code, read the page of [skills](skills/README.md) that fits the task: each has what to do and what not to do.

            {string.Join("\n\n", groups.Select(group => $"## {group.Key}\n\n{string.Join('\n', group)}"))}

            """;
    }

    private static string Line(string page)
    {
        var begins = Beginning().Match(File.ReadAllText(page));
        var link = Path.GetRelativePath(Repository.PathOf("docs"), page);
        return $"- [{begins.Groups["title"].Value}]({link}): {Plain(begins.Groups["sentence"].Value)}";
    }

    // Of a link its words are left, of a line's end a space.
    private static string Plain(string markdown) =>
        Spaces().Replace(Link().Replace(markdown, "${text}"), " ").Replace("**", "", StringComparison.Ordinal).Trim();

    // A rule is found from its diagnostic, whose help link names its page.
    private static IEnumerable<string> Pages() =>
        Repository
            .Sources("docs", ".md")
            .Where(page => !Repository.NameOf(page).StartsWith("docs/site/", StringComparison.Ordinal))
            .Where(page => !Repository.NameOf(page).StartsWith("docs/rules/", StringComparison.Ordinal));

    private static bool IsIndexed(string page)
    {
        var index = Path.Combine(Path.GetDirectoryName(page)!, "README.md");
        return page != index
            && File.Exists(index)
            && Markdown.References(File.ReadAllText(index)).Any(link => link.Target == Path.GetFileName(page));
    }

    private static IEnumerable<(string Group, string Page)> Listed()
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Repository.PathOf(Contents));
        yaml.Load(text);
        return
        [
            .. from YamlMappingNode @group in (YamlSequenceNode)yaml.Documents[0].RootNode
            from YamlMappingNode item in (YamlSequenceNode)@group["items"]
            select (@group["name"].ToString(), Repository.PathOf($"docs/{item["href"]}")),
        ];
    }

    [GeneratedRegex(@"\A# (?<title>.+)\n\n(?<sentence>(?:[^\n]+\n)*?[^\n]*?\.)\s")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
