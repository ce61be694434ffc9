namespace Duroxide.Core.Tests;

public sealed class InstanceIdTests
{
    [Theory]
    [InlineData(null, "blank")]
    [InlineData("", "blank")]
    [InlineData("   ", "blank")]
    [InlineData("\t\r\n", "blank")]
    [InlineData("a\0b", "NUL")]
    [InlineData("high", "half of a surrogate pair")]
    [InlineData("low", "half of a surrogate pair")]
    public void What_cannot_be_an_id_is_refused_when_it_is_made(string? given, string reason)
    {
        // The compiler keeps the arguments of attributes as UTF-8, which has no halves of pairs.
        var text =
            given == "high" ? "a\ud800"
            : given == "low" ? "\udc00a"
            : given;
        Func<InstanceId>[] ways =
        [
            () => new InstanceId(text!),
            () => text!,
            () => new InstanceId("other") with { Value = text! },
        ];

        Assert.All(
            ways,
            make =>
                Assert.Contains(
                    reason,
                    Assert.Throws<ArgumentException>(() => make()).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_default_value_does_not_pass_for_an_id()
    {
        Assert.Throws<InvalidOperationException>(() => default(InstanceId).Value);
        Assert.Throws<InvalidOperationException>(() => default(InstanceId).CompareTo("a"));
        Assert.Equal("", default(InstanceId).ToString());
        Assert.NotEqual(default, new InstanceId("a"));
    }

    [Fact]
    public void Any_other_text_is_an_id_and_stays_as_it_is()
    {
        string[] texts = ["order-17", " a ", "Ünïcödé", "😀", "a/b::c", new('x', 5_000)];

        Assert.Equal(texts, texts.Select(text => new InstanceId(text).Value));
    }
}
