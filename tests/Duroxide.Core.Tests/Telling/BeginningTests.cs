namespace Duroxide.Core.Tests;

/// <summary>What is cut is cut between characters, since half of one is no text that a store or a page can hold.</summary>
public sealed class BeginningTests
{
    const string Smile = "\U0001F600";

    [Theory]
    [InlineData("", 3, "")]
    [InlineData("tea", 3, "tea")]
    [InlineData("teas", 3, "tea")]
    [InlineData($"te{Smile}", 3, "te")]
    [InlineData($"te{Smile}", 4, $"te{Smile}")]
    [InlineData($"t{Smile}s", 3, $"t{Smile}")]
    [InlineData($"{Smile}s", 1, "")]
    public void A_text_begins_with_at_most_so_much_of_it(string text, int most, string beginning) =>
        Assert.Equal(beginning, Beginning.Of(text, most));

    [Theory]
    [InlineData("tea", 3, "tea")]
    [InlineData("teas", 3, "tea…")]
    [InlineData($"te{Smile}", 3, "te…")]
    public void What_is_told_ends_with_an_ellipsis_where_something_is_left_out(string text, int most, string told) =>
        Assert.Equal(told, Beginning.Told(text, most));

    [Fact]
    public void What_a_history_tells_holds_no_half_of_a_character()
    {
        for (var length = 1; length < 200; length++)
        {
            Assert.True(NameRules.IsUnicode(HistoryText.Cut(new string('a', length) + Smile + "and more")));
        }
    }
}
