namespace Duroxide.Tidy;

public class LinkTests
{
    [Fact]
    public void Each_link_of_a_document_leads_somewhere() =>
        Finding.None(
            from document in Repository.Documents()
            from target in Targets(document)
            where !Path.Exists(target)
            select $"{Repository.NameOf(document)}: {Repository.NameOf(target)}",
            "These links lead nowhere:"
        );

    [Fact]
    public void Each_anchor_of_a_link_is_a_heading_of_its_page() =>
        Finding.None(
            from document in Repository.Documents()
            from reference in Markdown.References(File.ReadAllText(document))
            where !reference.IsOfTheWeb && reference.Anchor.Length > 0
            let target = reference.Target.Length == 0 ? document : PathOf(document, reference)
            where Path.GetExtension(target) == ".md" && File.Exists(target)
            where !AnchorsOf(target).Contains(reference.Anchor)
            select $"{Repository.NameOf(document)}: {Repository.NameOf(target)}#{reference.Anchor}",
            "These links name a heading that their page does not have:"
        );

    [Fact]
    public void A_link_to_the_web_is_encrypted() =>
        Finding.None(
            from document in Repository.Documents()
            from reference in Markdown.References(File.ReadAllText(document))
            where reference.IsOfTheWeb && !reference.Target.StartsWith("https://", StringComparison.Ordinal)
            select $"{Repository.NameOf(document)}: {reference.Target}",
            "These addresses do not begin with https:"
        );

    [Fact]
    public void Each_decision_stands_in_the_index() =>
        Finding.None(
            Repository
                .Sources("docs/decisions", ".md")
                .Except([Repository.PathOf("docs/decisions/README.md")])
                .Except(Targets(Repository.PathOf("docs/decisions/README.md")))
                .Select(Repository.NameOf),
            "docs/decisions/README.md does not name these pages:"
        );

    [Fact]
    public void Links_anchors_and_blocks_are_read_as_a_reader_sees_them()
    {
        const string page = """
            # A `name`, and [more](x.md)
            See [this](a/b.md#c-d) and `[not](that.md)`.
              ```bash
              [nor](those.md)
              ```
            <img src="p.svg"> ## no heading
            # Same
            # Same
            """;

        Assert.Equal(
            [new Markdown.Reference("x.md", ""), new("a/b.md", "c-d"), new("p.svg", "")],
            Markdown.References(page)
        );
        Assert.Equal(["a-name-and-more", "same", "same-1"], Markdown.Anchors(page));
        Assert.Equal("bash", Assert.Single(Markdown.Blocks(page)).Language);
    }

    private static IReadOnlyList<string> AnchorsOf(string page) => Markdown.Anchors(File.ReadAllText(page));

    private static IEnumerable<string> Targets(string document) =>
        from reference in Markdown.References(File.ReadAllText(document))
        where !reference.IsOfTheWeb && reference.Target.Length > 0
        select PathOf(document, reference);

    private static string PathOf(string document, Markdown.Reference reference) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, reference.Target));
}
