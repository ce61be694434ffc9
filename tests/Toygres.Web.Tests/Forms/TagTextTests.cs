namespace Toygres.Web.Tests.Forms;

public class TagTextTests
{
    [Fact]
    public void Each_line_is_a_tag_and_only_the_first_equals_sign_parts_it()
    {
        var problems = new Problems();

        var tags = TagText.Read(" team = shop \r\n\nformula=a=b\nempty=", problems);

        Assert.False(problems.Any);
        Assert.Equal([new("empty", ""), new("formula", "a=b"), new("team", "shop")], tags);
    }

    [Theory]
    [InlineData("nothing", "name=value")]
    [InlineData("=value", "name=value")]
    [InlineData("a=1\na=2", "two tags named a")]
    public void What_is_no_tag_is_said(string text, string problem)
    {
        var problems = new Problems();

        TagText.Read(text, problems);

        Assert.Contains(problem, problems.Of("Tags"));
    }

    [Fact]
    public void There_are_not_too_many_and_none_is_too_long()
    {
        var (many, wide) = (new Problems(), new Problems());

        TagText.Read(string.Join('\n', Enumerable.Range(0, 21).Select(number => $"n{number}=1")), many);
        TagText.Read($"a={new string('b', 100)}", wide);

        Assert.Contains("20 are possible", many.Of("Tags"));
        Assert.Contains("100 characters", wide.Of("Tags"));
    }
}
