using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>What the tests look for in a page: links, the anchors they may name, and fenced blocks.</summary>
internal static partial class Markdown
{
    /// <summary>A link as it is written: the file it leads to, and the heading there.</summary>
    /// <param name="Target">The path or address; empty for the page itself.</param>
    /// <param name="Anchor">The heading's anchor; empty for none.</param>
    public readonly record struct Reference(string Target, string Anchor)
    {
        public bool IsOfTheWeb => Target.Contains(':', StringComparison.Ordinal);
    }

    /// <summary>A fenced block.</summary>
    /// <param name="Language">The word behind the fence; empty for none.</param>
    /// <param name="Code">What stands between the fences, as it is written.</param>
    public readonly record struct Block(string Language, string Code);

    public static IEnumerable<Reference> References(string page)
    {
        var prose = Prose(page);
        return Inline()
            .Matches(prose)
            .Concat(Image().Matches(prose))
            .Select(match => new Reference(match.Groups["target"].Value, match.Groups["anchor"].Value));
    }

    /// <summary>The anchors of a page's headings, as GitHub and the site make them.</summary>
    public static IReadOnlyList<string> Anchors(string page)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Heading().Matches(WithoutFences(page)).Select(match => Numbered(Slug(match.Groups["text"].Value)))];

        string Numbered(string slug)
        {
            var before = seen.GetValueOrDefault(slug);
            seen[slug] = before + 1;
            return before == 0 ? slug : $"{slug}-{before}";
        }
    }

    public static IEnumerable<Block> Blocks(string page) =>
        Fence().Matches(page).Select(match => new Block(match.Groups["language"].Value, match.Groups["code"].Value));

    // Links of a heading count by their text, code by what it says; punctuation goes, spaces become hyphens.
    private static string Slug(string heading)
    {
        var text = Inline().Replace(heading, "${text}").Trim().ToLowerInvariant();
        return string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
    }

    private static string Prose(string page) => Code().Replace(WithoutFences(page), "");

    private static string WithoutFences(string page) => Fence().Replace(page, "");

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)#\s]*)(#(?<anchor>[^)\s]*))?\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"<(?:img|source)\s[^>]*(?:src|srcset)=""(?<target>[^""#]*)(#(?<anchor>[^""]*))?""")]
    private static partial Regex Image();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^(?<indent> *)(?<fence>`{3,})(?<language>\S*)[^\n]*\n(?<code>.*?)^\k<indent>\k<fence>\s*$",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();
}
