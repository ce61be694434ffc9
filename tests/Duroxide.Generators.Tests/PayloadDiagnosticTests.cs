namespace Duroxide.Generators.Tests;

/// <summary>Types of which no JSON is generated are named, with the reason.</summary>
public class PayloadDiagnosticTests
{
    const string Usings = "using System.Text.Json.Serialization;";

    [Theory]
    [InlineData("record Input(object Any);", "'object': it is a type of the framework")]
    [InlineData("record Input(System.Net.IPAddress Address);", "'System.Net.IPAddress': it is a type of the framework")]
    [InlineData("abstract record Input(int A);", "it is abstract")]
    [InlineData("interface Input { int A { get; } }", "it is abstract")]
    [InlineData("class Input : List<int>;", "a collection of its own kind")]
    [InlineData("record Input(Dictionary<Key, int> Counts); record Key(int A);", "no name for a key of the type 'Key'")]
    [InlineData(
        "class Input { public Input(int a) { } public Input(string b) { } public int A { get; set; } }",
        "Put [JsonConstructor] on the one"
    )]
    [InlineData(
        "class Input { public Input(int other) => A = other; public int A { get; set; } }",
        "the parameter 'other' of its constructor has no property"
    )]
    [InlineData(
        "class Input { public int A { get; private set; } public int B { get; set; } }",
        "the value of 'A' is written and cannot be set"
    )]
    [InlineData("class Input { public int A => 1; }", "its values are written and none can be set")]
    [InlineData(
        "class Input { public int A { get; set; } [JsonExtensionData] public Dictionary<string, int>? More { get; set; } }",
        "does not know [JsonExtensionData] on 'More'"
    )]
    [InlineData(
        "class Input { [JsonConstructor] Input() { } public int A { get; set; } }",
        "its [JsonConstructor] is not public"
    )]
    [InlineData("class Input { [JsonInclude] int A { get; set; } }", "'A' is not public")]
    [InlineData(
        "record Input(Tree<int> Tree); record Tree<T>(T Value, Tree<Tree<T>>? Within);",
        "'Tree<T>': it is made of more than 12 levels of types"
    )]
    [InlineData("record Input(Action Run);", "it is no type that JSON knows")]
    [InlineData(
        "class Input { public int A { get; set; } [Obsolete(\"\", true)] public int Old { get; set; } }",
        "'Old' is obsolete, and an error to use. Put [JsonIgnore] on it"
    )]
    [InlineData(
        "class Input { public int Old { get; [Obsolete(\"\", true)] set; } }",
        "'Old' is obsolete, and an error to use"
    )]
    [InlineData(
        "class Input { [Obsolete(\"\", true)] public Input() { } public int A { get; set; } }",
        "its constructor is obsolete"
    )]
    [InlineData(
        "[Obsolete(\"\", true)] class Gone; class Input { [Obsolete] public Gone? A { get; set; } }",
        "'Gone': it is obsolete"
    )]
    [InlineData("record Input((int, int, int, int, int, int, int, int) Many);", "a tuple of more than seven")]
    [InlineData("record Input(int[,] Matrix);", "it is no type that JSON knows")]
    [InlineData(
        "[JsonConverter(typeof(Own))] class Input { } class Own(int a) : JsonConverter<Input> { public override Input Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => throw new InvalidOperationException(); public override void Write(System.Text.Json.Utf8JsonWriter w, Input v, System.Text.Json.JsonSerializerOptions o) { } }",
        "the converter 'Own' has no constructor"
    )]
    [InlineData(
        "class Input { public Box<int>? Box { get; set; } } class Box<T> { public T? Value { get; init; } }",
        "'Value' is set by its type alone"
    )]
    public void DUR1010_a_type_without_JSON_is_named(string type, string why)
    {
        var told = Assert.Single(Program(type).Told);

        Assert.StartsWith("DUR1010 ", told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
        Assert.Contains("combine 'Json.Default'", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "class Base { public virtual string A { get; set; } = \"\"; } class Input : Base { [JsonPropertyName(\"b\")] public override string A { get; set; } = \"\"; }",
        "'A' has another name in JSON than in 'Base'"
    )]
    [InlineData(
        "class Base { [JsonPropertyName(\"b\")] public int A { get; set; } } class Middle : Base; class Input : Middle { public new int A { get; set; } }",
        "'A' has another name in JSON than in 'Base'"
    )]
    public void DUR1010_what_is_overridden_or_hidden_under_another_name_is_named(string type, string why) =>
        Assert.Contains(why, Assert.Single(Program(type).Told), StringComparison.Ordinal);

    [Fact]
    public void Without_a_class_for_JSON_nothing_is_said_of_types() =>
        Compiled
            .From(
                "record Input(object Any); static partial class Flow { [Activity] static int Run(Input input) => 1; }"
            )
            .EnsureClean();

    [Theory]
    [InlineData("[PayloadJson] static partial class Json;", "sealed partial class Json")]
    [InlineData("[PayloadJson] partial class Json : List<int>;", "'Json' has a base class")]
    [InlineData("[PayloadJson] partial class Json { class Order; }", "'Json' has members")]
    public void DUR1003_a_class_for_JSON_can_be_written(string source, string why)
    {
        var told = Assert.Single(Compiled.From(source).Told);

        Assert.StartsWith("DUR1003 ", told, StringComparison.Ordinal);
        Assert.Contains(why, told, StringComparison.Ordinal);
    }

    static Compiled Program(string type) =>
        Compiled.From(
            $"{Usings} [PayloadJson] sealed partial class Json; {type} static partial class Flow {{ [Activity] static int Run(Input input) => 1; }}"
        );
}
