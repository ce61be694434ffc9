using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide.Generators.Tests.Json;

/// <summary>All shapes of which JSON is generated.</summary>
[PayloadJson(
    typeof(Everything),
    typeof(Shape),
    typeof(Circle),
    typeof(Mutable),
    typeof(Settings),
    typeof(Renamed),
    typeof(Strict),
    typeof(Made),
    typeof(Derived),
    typeof(Point),
    typeof(Frozen),
    typeof(Page<Line>),
    typeof(Node),
    typeof(Chosen),
    typeof((int Number, string? Text)),
    typeof(KeyValuePair<string, Line>),
    typeof(Dictionary<Colour, List<Line?>>),
    typeof(Line[][]),
    typeof(Colour?)
)]
sealed partial class AllJson;

enum Colour
{
    Red,
    Green = 7,
}

[JsonConverter(typeof(JsonStringEnumConverter))]
enum Mood
{
    Calm,

    [JsonStringEnumMemberName("very-glad")]
    Glad,
}

sealed record Line(string Item, int Count = 1, Colour? Colour = Json.Colour.Green);

sealed record Everything(
    string Text,
    string? Nothing,
    bool Flag,
    char Sign,
    byte Small,
    long Large,
    double Ratio,
    decimal Price,
    Guid Id,
    DateTime Day,
    DateTimeOffset Moment,
    DateOnly Date,
    TimeSpan Span,
    Uri Place,
    BigInteger Huge,
    Version Version,
    Half Half,
    JsonElement Raw,
    Colour Colour,
    Mood Mood,
    int? Maybe,
    Line Line,
    byte[] Bytes,
    string[] Texts,
    Line[] Lines,
    List<int> Numbers,
    IReadOnlyList<Line> More,
    IEnumerable<string> Lazily,
    ISet<int> Set,
    ImmutableArray<int> Fixed,
    ImmutableList<string> List,
    Dictionary<string, Line> Named,
    IReadOnlyDictionary<int, string> Numbered,
    ImmutableDictionary<string, int> Counted,
    (int First, string Second) Pair
);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
abstract record Shape(string Name);

sealed record Circle(string Name, double Radius) : Shape(Name);

sealed record Square(string Name, double Side) : Shape(Name);

class Mutable
{
    public int Number { get; set; } = 5;
    public string Field = "field";
    public string? Later { get; init; } = "unless JSON says otherwise";
    public int Twice => Number * 2;

    [JsonInclude]
    public int Counted { get; private set; } = 3;

    public void Count() => Counted++;
}

sealed record Settings
{
    public required string Name { get; init; }
    public required int Size { get; set; }
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}

sealed record Renamed(
    [property: JsonPropertyName("the_name")] string Name,
    [property: JsonPropertyOrder(-1)] int First,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Rarely,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
        int AsText,
    [property: JsonConverter(typeof(Backwards))] string Word
)
{
    [JsonIgnore]
    public object Secret => this;
}

sealed class Backwards : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new([.. reader.GetString()!.Reverse()]);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(new string([.. value.Reverse()]));
}

sealed class Strict
{
    [JsonRequired]
    public int Needed { get; set; }
}

sealed class Made
{
    [SetsRequiredMembers]
    public Made(string name) => Name = name;

    public required string Name { get; init; }
}

class Base
{
    public int Inherited { get; init; }
    public virtual string Text { get; set; } = "";
}

sealed class Derived : Base
{
    public override string Text { get; set; } = "derived";
    public int Own { get; set; }
}

struct Point
{
    public int X { get; set; }
    public int Y { get; init; }
    public string Label;
}

readonly record struct Frozen(int A, string B);

sealed record Page<T>(IReadOnlyList<T> Items, T? First);

sealed record Node(int Value, Node? Next, List<Node> Others);

sealed class Chosen
{
    public Chosen() => Note = "by no one";

    [JsonConstructor]
    public Chosen(int number, string note) => (Number, Note) = (number, note);

    public int Number { get; }
    public string Note { get; }
}
