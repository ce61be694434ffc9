namespace Duroxide.Samples.Tests.Concepts;

/// <summary>The pictures of the pages are what the code draws today. UPDATE_DOCS=1 writes them.</summary>
public class PictureTests
{
    [Fact]
    public void The_states_of_an_order_are_those_of_the_page() =>
        Holds("order-states.svg", Pictures.Fulfilling().ToSvg());

    [Fact]
    public void The_history_of_an_order_is_that_of_the_page() =>
        Holds("order-history.svg", Pictures.Fulfilled().ToSvg());

    [Fact]
    public void The_states_of_a_watch_are_those_of_the_page() => Holds("watch-states.svg", Pictures.Watching().ToSvg());

    static void Holds(string name, string drawn)
    {
        var file = Clone.PathOf("docs", "images", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, drawn);
        }
        Assert.True(File.Exists(file), $"docs/images/{name} does not exist. UPDATE_DOCS=1 writes it.");
        Assert.True(
            File.ReadAllText(file) == drawn,
            $"docs/images/{name} is not what the code draws. UPDATE_DOCS=1 writes it; look at what changed."
        );
    }
}
