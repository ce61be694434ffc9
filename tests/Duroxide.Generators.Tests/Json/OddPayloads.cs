using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide.Generators.Tests.Json;

/// <summary>Shapes that are seldom, and easily got wrong.</summary>
[PayloadJson(
    typeof(Shop.Shelf.Item),
    typeof(Shop.Shelf<int>.Labelled<string>),
    typeof(Numbers),
    typeof(Keys),
    typeof(Holes),
    typeof(Animal),
    typeof(IVehicle),
    typeof(Hiding),
    typeof(Sealed),
    typeof(Keywords),
    typeof(Defaults),
    typeof(Mixed),
    typeof(Converted),
    typeof(Tree<Line>),
    typeof(Wide),
    typeof(Ignoring),
    typeof(Explicit),
    typeof((int, int, int, int, int, int Sixth, string Seventh)),
    typeof(Temperature?),
    typeof(Escapes),
    typeof(Grandchild),
    typeof(NamedKeys),
    typeof(ImmutableArray<Temperature?>)
)]
sealed partial class OddJson;

static class Shop
{
    internal sealed class Shelf
    {
        internal sealed record Item(string Name, Item.Size Wide)
        {
            internal enum Size : byte
            {
                Small = 1,
                Large = 255,
            }
        }
    }

    internal sealed class Shelf<TLabel>
    {
        internal sealed record Labelled<TThing>(TLabel Label, TThing Thing)
            where TThing : notnull;
    }
}

enum Signed : sbyte
{
    Low = sbyte.MinValue,
}

enum Huge : ulong
{
    Most = ulong.MaxValue,
}

[Flags]
enum Days
{
    None = 0,
    Monday = 1,
    Sunday = 64,
}

sealed record Numbers(Signed Signed, Huge Huge, Days Days, Days? Maybe);

sealed record Keys(
    Dictionary<Days, int> ByDay,
    Dictionary<Guid, int?> ById,
    SortedDictionary<long, string> Sorted,
    IDictionary<DateOnly, List<string?>> ByDate
);

sealed record Holes(int?[] Numbers, List<DateTime?> Days, Dictionary<string, Colour?> Colours, string?[]? Texts)
{
    public List<int>? Later { get; init; }
}

[JsonPolymorphic]
[JsonDerivedType(typeof(Dog), 1)]
[JsonDerivedType(typeof(Puppy), 2)]
abstract class Animal
{
    protected Animal(string name) => Name = name;

    public string Name { get; }

    public abstract int Legs { get; }
}

class Dog(string name, bool barks) : Animal(name)
{
    public bool Barks { get; } = barks;

    public override int Legs => 4;
}

sealed class Puppy(string name, bool barks) : Dog(name, barks)
{
    public int Weeks { get; init; } = 8;
}

[JsonDerivedType(typeof(Car), "car")]
interface IVehicle
{
    int Wheels { get; }
}

sealed record Car(int Wheels, string Plate) : IVehicle;

class Hidden
{
    public object Value { get; set; } = "";

    public int Same { get; set; }
}

sealed class Hiding : Hidden
{
    public new int Value { get; set; }

    public new int Same { get; init; }
}

abstract record Opened(int First)
{
    public virtual string Text { get; init; } = "opened";
}

sealed record Sealed(int First, int Second) : Opened(First)
{
    public override string Text { get; init; } = "sealed";
}

sealed record Keywords(int @class, string @event, bool await, int var, string field, int value, int options)
{
    public int record { get; init; }

    public int @new { get; set; }
}

sealed record Defaults(
    string Text = "a \"quoted\" \\ line\n\u2028",
    char Sign = '\'',
    double Ratio = double.NegativeInfinity,
    float Small = 1.5f,
    decimal Price = 12.50m,
    ulong Most = ulong.MaxValue,
    Huge Huge = Huge.Most,
    DateTime Never = default,
    int? Nothing = null,
    Colour? Maybe = Colour.Green,
    Temperature Warm = default
);

readonly record struct Temperature(double Degrees, string Unit = "C");

sealed record Mixed(int Positional)
{
    public required string Needed { get; init; }

    public int Settable { get; set; } = 3;

    public int Computed => Positional + Settable;

    public readonly int Constant = 7;

    public static int Shared { get; set; }

    public int this[int index] => index;
}

sealed record Converted(
    [property: JsonConverter(typeof(Doubling))] int? Twice,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Colour>))] Colour Colour,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Colour>))] Colour? Maybe,
    Wrapped Wrapped,
    List<Wrapped> Many
);

sealed class Doubling : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt32() / 2;

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value * 2);
}

[JsonConverter(typeof(WrappedConverter))]
readonly record struct Wrapped(string Text);

sealed class WrappedConverter : JsonConverter<Wrapped>
{
    public override Wrapped Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Wrapped value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}

sealed record Tree<T>(T Value, IReadOnlyList<Tree<T>> Children);

sealed record Wide(int A, int B, int C, int D, int E, int F, int G, int H, int I, int J, int K, int L, int M);

sealed class Ignoring
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Maybe { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Always { get; set; }

    [JsonIgnore]
    public ConcurrentDictionary<Action, object> Never { get; } = [];
}

sealed class Explicit : IVehicle
{
    public int Doors { get; set; }

    int IVehicle.Wheels => 4;
}

sealed record Escapes(string Text, char Sign, string?[] More);

class Grandparent
{
    public int Above { get; set; }

    [JsonPropertyOrder(-2)]
    public int Early { get; set; }

    [JsonPropertyName("same")]
    public virtual string Renamed { get; set; } = "grandparent";
}

class Parent : Grandparent
{
    public int URLPath { get; init; } = 9;

    [JsonPropertyName("same")]
    public override string Renamed { get; set; } = "parent";
}

sealed class Grandchild : Parent
{
    public new long Above { get; set; }

    public int ÜBER { get; set; }
}

sealed record NamedKeys(Dictionary<Mood, int> ByMood, Dictionary<bool, int> ByFlag, Dictionary<double, int> ByRatio);
