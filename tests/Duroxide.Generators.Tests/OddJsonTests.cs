using System.Text.Json;
using Duroxide.Generators.Tests.Json;

namespace Duroxide.Generators.Tests;

/// <summary>Generated JSON of shapes that are seldom writes the texts of reflection, and reads them.</summary>
public class OddJsonTests
{
    static readonly JsonPayloadConverter Generated = JsonPayloadConverter.Web(OddJson.Default);

    [Fact]
    public void Nested_types_of_generic_ones_are_written_and_read_alike()
    {
        Alike(new Json.Shop.Shelf.Item("cup", Json.Shop.Shelf.Item.Size.Large));
        Alike(new Json.Shop.Shelf<int>.Labelled<string>(3, "cup"));
        Alike(new Tree<Line>(new("a"), [new(new("b"), [])]));
    }

    [Fact]
    public void Enums_of_each_size_are_written_and_read_alike()
    {
        Alike(new Numbers(Signed.Low, Huge.Most, Days.Monday | Days.Sunday, null));
        Alike(
            new Keys(
                new() { [Days.Sunday] = 1 },
                new() { [Guid.Empty] = null },
                new() { [2] = "two", [1] = "one" },
                new Dictionary<DateOnly, List<string?>> { [new(2026, 11, 30)] = [null, "a"] }
            )
        );
    }

    [Fact]
    public void What_may_be_null_within_collections_is_written_and_read_alike() =>
        Alike(
            new Holes([1, null], [null, DateTime.UnixEpoch], new() { ["a"] = null, ["b"] = Colour.Green }, [null]),
            new Holes([], [], [], null) { Later = [1] }
        );

    [Fact]
    public void Cases_of_classes_and_interfaces_are_written_and_read_alike()
    {
        Alike<Animal>(new Dog("Rex", true), new Puppy("Max", false) { Weeks = 3 });
        Alike<IVehicle>(new Car(4, "B 1"));
        Assert.IsType<Puppy>(Generated.Decode<Animal>(Generated.Encode<Animal>(new Puppy("Max", false))));
    }

    [Fact]
    public void Members_that_hide_override_or_are_named_as_keywords_are_written_and_read_alike()
    {
        Alike(new Hiding { Value = 3, Same = 4 });
        Alike(new Sealed(1, 2) { Text = "other" });
        Alike(new Keywords(1, "2", true, 4, "5", 6, 7) { record = 8, @new = 9 });
        Alike(new Explicit { Doors = 3 });
    }

    [Fact]
    public void Defaults_of_constructors_stand_in_for_what_a_text_has_not()
    {
        Alike(new Defaults(Ratio: 1));
        Alike(new Wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        Assert.Equal(new Defaults(Ratio: 2), Generated.Decode<Defaults>("{\"ratio\":2}"));
    }

    [Fact]
    public void Members_of_all_kinds_of_one_record_are_written_and_read_alike()
    {
        Alike(new Mixed(1) { Needed = "n", Settable = 5 });
        Assert.Throws<JsonException>(() => Generated.Decode<Mixed>("{\"positional\":1}"));
    }

    [Fact]
    public void Converters_of_types_and_of_members_are_asked() =>
        Alike(
            new Converted(4, Colour.Green, Colour.Red, new("w"), [new("x")]),
            new Converted(null, Colour.Red, null, new("w"), [])
        );

    [Fact]
    public void Tuples_of_many_and_structs_that_may_be_missing_are_written_and_read_alike()
    {
        Alike((1, 2, 3, 4, 5, 6, "seven"));
        Alike<Temperature?>(null, new Temperature(20.5));
        Alike<System.Collections.Immutable.ImmutableArray<Temperature?>>([null, new Temperature(1, "F")]);
    }

    [Fact]
    public void What_is_ignored_is_ignored_alike() => Alike(new Ignoring { Always = 0 }, new Ignoring { Maybe = "m" });

    [Fact]
    public void Signs_that_are_escaped_are_written_and_read_alike() =>
        Alike(new Escapes("<>&'+\"\\/ü€😀\u0000\u2028\u007f", 'é', ["\t", null]));

    [Fact]
    public void Members_of_three_generations_are_written_and_read_alike()
    {
        Alike(
            new Grandchild
            {
                Above = 1,
                Early = 2,
                Renamed = "child",
                URLPath = 3,
                ÜBER = 4,
            }
        );
        Assert.Equal(9, Generated.Decode<Grandchild>("{}").URLPath);
    }

    [Fact]
    public void Keys_with_names_of_their_own_are_written_and_read_alike() =>
        Alike(new NamedKeys(new() { [Mood.Glad] = 1 }, new() { [true] = 2 }, new() { [1.5] = 3 }));

    static void Alike<T>(params T[] values)
    {
        foreach (var value in values)
        {
            var text = JsonPayloadConverter.Default.Encode(value);
            Assert.Equal(text, Generated.Encode(value));
            var read = Generated.Decode<T>(text);
            Assert.Equal(text, JsonPayloadConverter.Default.Encode(read));
        }
    }
}
