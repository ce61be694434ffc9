using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Duroxide.Generators.Tests.Json;
using Duroxide.Generators.Tests.Living;

namespace Duroxide.Generators.Tests;

/// <summary>Generated JSON writes the texts of reflection, and reads them.</summary>
public class PayloadJsonTests
{
    static readonly JsonPayloadConverter Generated = JsonPayloadConverter.Web(AllJson.Default);

    static readonly Line Teapot = new("teapot", 2, null);

    [Fact]
    public void Everything_at_once_is_written_and_read_alike() =>
        Alike(
            new Everything(
                "text \"quoted\" ü",
                null,
                true,
                'x',
                7,
                long.MaxValue,
                1.5,
                25.30m,
                Guid.Parse("6a0c0d4a-d32f-4798-a28e-1e364fcde34a"),
                new DateTime(2026, 11, 30, 1, 2, 3, DateTimeKind.Utc),
                new DateTimeOffset(2026, 11, 30, 1, 2, 3, TimeSpan.FromHours(2)),
                new DateOnly(2026, 11, 30),
                TimeSpan.FromMinutes(90),
                new Uri("https://example.org/a"),
                BigInteger.Pow(7, 50),
                new Version(1, 2, 3),
                (Half)0.5,
                JsonDocument.Parse("{\"a\":[1,2]}").RootElement,
                Colour.Green,
                Mood.Glad,
                42,
                Teapot,
                [1, 2, 3],
                ["a", "b"],
                [Teapot, new("cup")],
                [1, 2],
                [Teapot],
                ["lazy"],
                new HashSet<int> { 3, 1 },
                [4, 5],
                ["fixed"],
                new() { ["one"] = Teapot },
                new Dictionary<int, string> { [1] = "one" },
                System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add("k", 1),
                (1, "second")
            )
        );

    [Fact]
    public void A_case_is_written_with_its_kind_where_its_base_is_meant()
    {
        Alike<Shape>(new Circle("round", 2));
        Alike<Shape>(new Square("flat", 3));
        Alike(new Circle("round", 2));
        Assert.IsType<Square>(Generated.Decode<Shape>(Generated.Encode<Shape>(new Square("flat", 3))));
    }

    [Fact]
    public void Properties_fields_and_setters_that_are_not_public_are_written_and_read_alike()
    {
        var mutable = new Mutable
        {
            Number = 9,
            Field = "other",
            Later = "set",
        };
        mutable.Count();
        Alike(mutable);
        Alike(
            new Settings
            {
                Name = "name",
                Size = 3,
                Patience = TimeSpan.FromSeconds(1),
            }
        );
        Alike(
            new Derived
            {
                Inherited = 1,
                Text = "t",
                Own = 2,
            }
        );
        Alike(new Made("made"));
        Alike(new Chosen(3, "note"));
    }

    [Fact]
    public void What_a_text_of_long_ago_has_not_keeps_its_initial_value()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Generated.Decode<Settings>("{\"name\":\"a\",\"size\":1}").Patience);
        Assert.Equal("unless JSON says otherwise", Generated.Decode<Mutable>("{}").Later);
        Assert.Equal(new Line("cup", 1, Colour.Green), Generated.Decode<Line>("{\"item\":\"cup\"}"));
    }

    [Fact]
    public void What_attributes_say_of_members_holds() =>
        Alike(new Renamed("name", 1, 0, 12, "word"), new Renamed("name", 1, 5, 12, "word"));

    [Fact]
    public void What_is_required_is_missed()
    {
        Assert.Throws<JsonException>(() => Generated.Decode<Strict>("{}"));
        Assert.Throws<JsonException>(() => Generated.Decode<Settings>("{\"name\":\"a\"}"));
        Alike(new Strict { Needed = 1 });
    }

    [Fact]
    public void Structs_tuples_and_what_may_be_null_are_written_and_read_alike()
    {
        Alike(
            new Point
            {
                X = 1,
                Y = 2,
                Label = "p",
            }
        );
        Alike(new Frozen(1, "b"));
        Alike((1, (string?)null));
        Alike(KeyValuePair.Create("key", Teapot));
        Alike<Colour?>(Colour.Red, null);
    }

    [Fact]
    public void What_refers_to_its_own_kind_is_written_and_read_alike() =>
        Alike(new Node(1, new(2, null, []), [new(3, null, [])]), new Node(1, null, []));

    [Fact]
    public void Generic_types_and_collections_of_collections_are_written_and_read_alike()
    {
        Alike(new Json.Page<Line>([Teapot], null));
        Alike(new Dictionary<Colour, List<Line?>> { [Colour.Green] = [Teapot, null] });
        Alike(new Line[][] { [Teapot], [] });
    }

    [Fact]
    public void The_payloads_of_declared_code_are_known()
    {
        Alike(new Order("1", ["a"]));
        Alike(new Charge(new("1", []), 3, "4711"), new Charge(null!, 0, null!));
        Alike(new Payment("4711"));
    }

    [Fact]
    public void A_converter_of_the_options_comes_first()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = AllJson.Default };
        options.Converters.Add(new JsonStringEnumConverter<Colour>());

        Assert.Equal(
            "\"Green\"",
            JsonSerializer.Serialize(Colour.Green, (JsonTypeInfo<Colour>)options.GetTypeInfo(typeof(Colour)))
        );
    }

    [Fact]
    public void Of_a_type_that_nobody_declared_nothing_is_known() =>
        Assert.Null(AllJson.Default.GetTypeInfo(typeof(PayloadJsonTests), new JsonSerializerOptions()));

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
