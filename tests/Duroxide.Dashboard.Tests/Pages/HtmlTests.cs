using System.Net;

namespace Duroxide.Dashboard.Tests;

public sealed class HtmlTests
{
    [Fact]
    public void What_is_filled_in_is_text_and_never_markup()
    {
        var name = "\"><script>alert(1)</script>&'";

        Assert.Equal(
            "<a title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#x27;\">1</a>",
            Html.Of($"""<a title="{name}">{1}</a>""").ToString()
        );
    }

    [Fact]
    public void Markup_that_is_filled_in_stays_markup() =>
        Assert.Equal(
            "<ul><li>a&lt;</li><li>b</li></ul>",
            Html.Of($"<ul>{new[] { "a<", "b" }.Select(text => Html.Of($"<li>{text}</li>"))}</ul>").ToString()
        );

    [Fact]
    public void A_long_payload_is_cut_and_says_how_much_is_left()
    {
        var shown = PayloadText.Of(new string('x', 25_000)).ToString();

        Assert.Contains("5000 characters more", shown);
        Assert.True(shown.Length < 21_000);
    }

    [Fact]
    public void A_payload_in_JSON_is_shown_in_lines_and_another_one_as_it_is()
    {
        var json = PayloadText.Of($$"""{"customer":"{{new string('a', 80)}}","price":1}""").ToString();
        var other = PayloadText.Of(new string('%', 80)).ToString();

        Assert.Contains("\n  \"price\": 1", WebUtility.HtmlDecode(json));
        Assert.Contains($"<pre>{new string('%', 80)}</pre>", other);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_shown_as_what_it_is() =>
        Assert.Contains("&#xFFFD;", PayloadText.Of("a\ud800b").ToString());
}
