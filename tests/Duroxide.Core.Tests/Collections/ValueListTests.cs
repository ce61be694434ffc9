namespace Duroxide.Core.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_are_equal_when_their_items_are()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> other = new[] { "a", "b" }.ToValueList();

        Assert.True(one == other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.True(one != ["b", "a"]);
        Assert.True(one != ["a"]);
    }

    [Fact]
    public void Records_that_hold_lists_are_equal_when_the_lists_are()
    {
        static Header Header() => Instance.FirstHeader with { Carried = [new("q", "1"), new("q", "2")] };

        Assert.Equal(Header(), Header());
        Assert.NotEqual(Header(), Header() with { Carried = [] });
    }

    [Fact]
    public void The_default_is_the_empty_list()
    {
        ValueList<int> none = default;

        Assert.True(none == ValueList<int>.Empty && none == []);
        Assert.Empty(none);
        Assert.Equal(ValueList<int>.Empty.GetHashCode(), none.GetHashCode());
        Assert.Equal("[]", none.ToString());
    }

    [Fact]
    public void A_list_does_not_change_with_what_it_was_made_from()
    {
        int[] source = [1, 2, 3];
        var list = source.ToValueList();

        source[0] = 9;

        Assert.Equal([1, 2, 3], list);
        Assert.Equal((3, 2), (list.Count, list[1]));
        Assert.Equal("[1; 2; 3]", list.ToString());
    }
}
