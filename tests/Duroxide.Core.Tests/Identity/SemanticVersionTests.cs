namespace Duroxide.Core.Tests;

public sealed class SemanticVersionTests
{
    // The order of the examples in Semantic Versioning 2.0.0, section 11.
    static readonly string[] Ascending =
    [
        "0.9.9",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-beta.99999999999999999999",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.1",
        "1.2.0",
        "1.10.0",
        "2.0.0",
    ];

    [Fact]
    public void Versions_are_ordered_by_precedence()
    {
        var shuffled = Ascending.Reverse().Select(SemanticVersion.Parse).Order().Select(version => $"{version}");

        Assert.Equal(Ascending, shuffled);
    }

    [Fact]
    public void A_version_is_shown_as_it_is_written()
    {
        Assert.All(Ascending, text => Assert.Equal(text, SemanticVersion.Parse(text).ToString()));
    }

    [Fact]
    public void Build_metadata_does_not_count()
    {
        Assert.Equal(SemanticVersion.Parse("1.2.3"), SemanticVersion.Parse("1.2.3+build.5"));
        Assert.Equal(SemanticVersion.Parse("1.2.3-rc.1"), SemanticVersion.Parse("1.2.3-rc.1+build-5"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.x")]
    [InlineData("-1.2.3")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a b")]
    [InlineData("1.2.3-é")]
    [InlineData(" 1.2.3")]
    [InlineData("99999999999.0.0")]
    public void What_is_no_version_is_refused_with_advice(string text)
    {
        Assert.Null(SemanticVersion.TryParse(text));
        var thrown = Assert.Throws<FormatException>(() => SemanticVersion.Parse(text));
        Assert.Contains($"'{text}'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_no_version()
    {
        Assert.Null(SemanticVersion.TryParse(null));
    }

    [Fact]
    public void The_version_of_an_unversioned_registration_is_1_0_0()
    {
        Assert.Equal("1.0.0", SemanticVersion.Initial.ToString());
    }

    [Fact]
    public void The_default_value_is_version_zero_in_every_way()
    {
        Assert.Equal(SemanticVersion.Parse("0.0.0"), default);
        Assert.Equal(new SemanticVersion(0, 0, 0), default);
        Assert.Equal(new SemanticVersion(0, 0, 0).GetHashCode(), default(SemanticVersion).GetHashCode());
        Assert.Equal("0.0.0", default(SemanticVersion).ToString());
        Assert.Equal("", default(SemanticVersion).PreRelease);
    }

    [Fact]
    public void Three_numbers_are_a_release()
    {
        Assert.Equal(SemanticVersion.Parse("2.1.0"), new SemanticVersion(2, 1, 0));
    }

    [Theory]
    [InlineData(-1, 0, 0, "")]
    [InlineData(0, -1, 0, "")]
    [InlineData(0, 0, -1, "")]
    [InlineData(1, 0, 0, "beta..1")]
    [InlineData(1, 0, 0, "01")]
    [InlineData(1, 0, 0, "a b")]
    public void What_cannot_be_parsed_again_is_refused_when_it_is_made(
        int major,
        int minor,
        int patch,
        string preRelease
    )
    {
        Assert.ThrowsAny<ArgumentException>(() => new SemanticVersion(major, minor, patch, preRelease));
        Assert.ThrowsAny<ArgumentException>(() =>
            default(SemanticVersion) with
            {
                Major = major,
                Minor = minor,
                Patch = patch,
                PreRelease = preRelease,
            }
        );
    }

    [Fact]
    public void Operators_order_as_comparing_does()
    {
        var (one, other) = (new SemanticVersion(1, 0, 0, "beta"), new SemanticVersion(1, 0, 0));

        Assert.True(one < other && one <= other && other > one && other >= one);
        Assert.False(one > other || one >= other || other < one || other <= one);
    }
}
