namespace Duroxide.Core.Tests;

public sealed class ValueMapTests
{
    static ValueMap<string, int> Map(params (string Key, int Value)[] entries) =>
        entries.Aggregate(ValueMap<string, int>.Empty, (map, entry) => map.Set(entry.Key, entry.Value));

    [Fact]
    public void Maps_are_equal_when_their_entries_are_in_whatever_order_they_were_set()
    {
        var (one, other) = (Map(("a", 1), ("b", 2)), Map(("b", 0), ("a", 1), ("b", 2)));

        Assert.True(one == other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.True(one != Map(("a", 1)));
        Assert.True(one != Map(("a", 1), ("b", 3)));
        Assert.True(one != Map(("a", 1), ("c", 2)));
    }

    [Fact]
    public void Texts_are_ordered_by_code_units_and_not_by_culture()
    {
        Assert.Equal(["", "B", "a", "ä"], Map(("ä", 1), ("a", 1), ("B", 1), ("", 1)).Keys);
    }

    [Fact]
    public void Setting_and_removing_make_new_maps()
    {
        var map = Map(("a", 1));

        Assert.Equal(2, map.Set("b", 2).Count);
        Assert.Empty(map.Remove("a"));
        Assert.Equal(map, map.Remove("missing"));
        Assert.Equal(1, map["a"]);
        Assert.True(map.ContainsKey("a") && !map.ContainsKey("b"));
        Assert.False(map.TryGetValue("b", out _));
    }

    [Fact]
    public void The_default_is_the_empty_map()
    {
        ValueMap<string, int> none = default;

        Assert.True(none == ValueMap<string, int>.Empty);
        Assert.Equal(Map(("a", 1)), none.Set("a", 1));
        Assert.Equal("{}", none.ToString());
    }

    [Fact]
    public void A_map_shows_its_entries()
    {
        Assert.Equal("{a = 1; b = 2}", Map(("b", 2), ("a", 1)).ToString());
    }
}
