using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>docs/errors.md tells what each error means and what to do.</summary>
public partial class ErrorPageTests
{
    private const string Page = "docs/errors.md";

    private static readonly string Words = Plain(File.ReadAllText(Repository.PathOf(Page)));

    [Fact]
    public void Each_text_of_an_error_stands_in_the_page() =>
        Finding.None(
            from error in ErrorTexts.All()
            where !Words.Contains(Plain(ErrorTexts.Beginning(error.Text)), StringComparison.Ordinal)
            select $"{error.Where}: {ErrorTexts.Beginning(error.Text)}",
            $"{Page} does not say what these mean and what to do. Add a row with these words:"
        );

    [Fact]
    public void Each_exception_stands_in_the_page() =>
        Finding.None(
            from type in Public()
            where typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract
            where !Words.Contains(type.Name, StringComparison.Ordinal)
            select type.FullName,
            $"{Page} does not name these exceptions:"
        );

    [Fact]
    public void Each_kind_of_failure_stands_in_the_page() =>
        Finding.None(
            from name in Cases(typeof(Failure))
                .Concat(Cases(typeof(PoisonSubject)))
                .Concat(Cases(typeof(ClientError)))
                .Concat(Enum.GetNames<ApplicationKind>())
                .Concat(Enum.GetNames<ConfigurationKind>())
            where !Words.Contains(name, StringComparison.Ordinal)
            select name,
            $"{Page} does not name these kinds of failures:"
        );

    [Fact]
    public void A_text_is_told_by_its_first_words_that_do_not_vary()
    {
        Assert.Equal(
            "is not an SQLite database",
            ErrorTexts.Beginning("'…' is not an SQLite database. Nothing changed.")
        );
        Assert.Equal("There is no instance", ErrorTexts.Beginning("There is no instance '…'. Check the id."));
    }

    [Fact]
    public void Texts_are_found_where_they_are_thrown_handed_on_and_put_together()
    {
        var texts = ErrorTexts.All().Select(error => error.Text).ToList();

        Assert.Contains(
            "Duroxide has no store. Call UseProvider in AddDuroxide, for instance with a SqliteProvider.",
            texts
        );
        Assert.Contains("Activity '…' failed at attempt …: …", texts);
        Assert.Contains("the number of keys", texts);
        Assert.InRange(texts.Count, 150, 1_000);
    }

    private static IEnumerable<Type> Public() =>
        Repository.Assemblies().SelectMany(assembly => assembly.GetExportedTypes());

    private static IEnumerable<string> Cases(Type union) =>
        union.GetNestedTypes().Where(union.IsAssignableFrom).Select(type => type.Name);

    // Marks of Markdown and the ends of lines are no words.
    private static string Plain(string text) => Spaces().Replace(text.Replace("`", "", StringComparison.Ordinal), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
