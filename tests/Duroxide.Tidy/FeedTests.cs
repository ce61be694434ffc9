using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

public partial class FeedTests
{
    private static readonly string[] Binary = [".db", ".png", ".ico", ".snk"];

    [Fact]
    public void No_file_names_the_host_of_a_package_feed() =>
        Finding.None(
            from file in Repository.AllFiles()
            where !Binary.Contains(Path.GetExtension(file))
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Host().IsMatch(line.Text)
            select $"{Repository.NameOf(file)}:{line.Number} {line.Text.Trim()}",
            "The feeds a person has set up are the ones used, so these lines may name none:"
        );

    [GeneratedRegex(@"\b(nuget|npmjs|debian|pypi)\.org\b", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
