namespace Duroxide.Analyzers.Tests;

/// <summary>A lock has the shape of a payload as JSON, and two shapes are compared without the types.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("{a: text}", "{a: text, b: number?}", true)]
    [InlineData("{a: text, b: number}", "{a: text}", true)]
    [InlineData("{a: {b: text}}", "{a: {b: text, c: [text]?}}", true)]
    [InlineData("{a: text}", "{a: text, b: number}", false)]
    [InlineData("{a: text}", "{a: number}", false)]
    [InlineData("{a: text, b: int}", "{b: int, a: text}", true)]
    [InlineData("[text]", "[number]", false)]
    [InlineData("[{a: text}]", "[{a: text, b?: number}]?", true)]
    [InlineData("[{a: text}]?", "[{a: text}]", false)]
    [InlineData("{a: text}?", "{a: text, b: number}?", false)]
    [InlineData("[text]", "text", false)]
    [InlineData("text", "text?", true)]
    [InlineData("text?", "text", false)]
    [InlineData("{a: int?}", "{a: int}", false)]
    [InlineData("int", "long", true)]
    [InlineData("long", "int", false)]
    [InlineData("int", "number", true)]
    [InlineData("number", "long", false)]
    [InlineData("byte", "ulong", true)]
    [InlineData("int", "uint", false)]
    [InlineData("char", "text", true)]
    [InlineData("text", "char", false)]
    [InlineData("bytes", "[byte]", false)]
    [InlineData("{*: int}", "{*: long}", true)]
    [InlineData("{*int: text}", "{*: text}", true)]
    [InlineData("{*: text}", "{*int: text}", false)]
    [InlineData("{*: text}", "{a: text}", false)]
    [InlineData("(int, text)", "(long, text)", true)]
    [InlineData("(int, text)", "(int, text, flag)", false)]
    [InlineData("Page<{a: text}>", "Page<{a: text, b: text}>", false)]
    [InlineData("Page<{a: text}>", "Page<{a: text, b: text?}>", true)]
    [InlineData("Page<int>", "Page", false)]
    [InlineData("choice(0 A, 1 B)", "choice(0 A, 1 B, 2 C)", true)]
    [InlineData("choice(0 A, 1 B)", "choice(0 B, 1 A)", false)]
    [InlineData("choice(0 A, 1 B)", "choice(0 A)", true)]
    [InlineData("choice(A, B)", "choice(A, B, C)", true)]
    [InlineData("choice(A, B)", "choice(A)", false)]
    [InlineData("choice(0 A)", "choice(A)", false)]
    [InlineData("choice", "choice(0 A)", true)]
    [InlineData("$type(\"a\": {x: int})", "$type(\"a\": {x: long}, \"b\": {})", true)]
    [InlineData("$type(\"a\": {x: int}, \"b\": {})", "$type(\"a\": {x: int})", false)]
    [InlineData("$type(\"a\": {x: int})", "$type(\"a\": {x: text})", false)]
    [InlineData("$type(1: {x: int})", "$type(\"1\": {x: int})", false)]
    [InlineData("$type(\"a\": {})", "kind(\"a\": {})", false)]
    [InlineData("{\"a: b, {\": int}", "{\"a: b, {\": long}", true)]
    [InlineData("{\"a\\\"b\": int}", "{\"a\\\"b\": text}", false)]
    [InlineData("{a: ^}", "{a: ^, b: text?}", true)]
    [InlineData("{a: {b: ^}}", "{a: {b: ^^}}", false)]
    public void A_shape_reads_what_it_has_and_may_miss_the_rest(string before, string now, bool isReadable) =>
        Assert.Equal(isReadable, ShapeChange.IsReadable(before, now));

    [Theory]
    [InlineData("{a: text, b: int}", "{b: int, a: text}", false)]
    [InlineData("{a: text?}", "{a: text}", true)]
    [InlineData("{a: text}", "{a: text, b: text?}", false)]
    [InlineData("{a: int}", "{a: long}", true)]
    [InlineData("{a: int}", "{a?: number?}", true)]
    [InlineData("{a: number}", "{a: int}", false)]
    [InlineData("choice(0 A, 1 B)", "choice(0 A, 1 B, 2 C)", true)]
    [InlineData("choice(0 A, 1 B)", "choice(0 B, 1 A)", false)]
    [InlineData("$type(\"a\": {x: int})", "$type(\"a\": {x: int}, \"b\": {})", true)]
    [InlineData("$type(\"a\": {x: int})", "$type(\"a\": {x: int, y: text?})", false)]
    [InlineData("{*: {a: text}}", "{*: {a: text, b?: text}}", false)]
    public void A_text_is_another_one_with_other_members_or_another_order(string before, string now, bool isAlike) =>
        Assert.Equal(isAlike, ShapeChange.IsWrittenAlike(before, now));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{a: ")]
    [InlineData("{a: text")]
    [InlineData("{: text}")]
    [InlineData("[text")]
    [InlineData("text]")]
    [InlineData("choice(")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("{*")]
    [InlineData("Page<")]
    public void A_damaged_shape_is_only_itself(string shape)
    {
        Assert.True(ShapeChange.IsReadable(shape, shape));
        Assert.False(ShapeChange.IsReadable(shape, "{a: text}"));
        Assert.False(ShapeChange.IsWrittenAlike("{a: text}", shape));
    }

    [Fact]
    public void A_shape_without_end_does_not_exhaust_the_stack() =>
        Assert.False(ShapeChange.IsReadable(new('[', 1_000_000), "text"));

    [Theory]
    [InlineData("record P(int A, string B);", "{a: int, b: text}")]
    [InlineData("record P(string B, int A);", "{b: text, a: int}")]
    [InlineData(
        "record P(byte[] A, int[] B, char C, decimal D, Guid E);",
        "{a: bytes, b: [int], c: char, d: number, e: Guid}"
    )]
    [InlineData("record P(int? A, string? B, List<int?>? C);", "{a: int?, b: text?, c: [int?]?}")]
    [InlineData(
        "class P { public int A { get; set; } public required string B { get; init; } public string F = \"\"; }",
        "{a?: int, b: text, f?: text}"
    )]
    [InlineData("class P(int a) { public int A { get; } = a; public int Twice => 2 * A; }", "{a: int, twice?: int}")]
    [InlineData(
        "class P { [JsonInclude] int A { get; set; } int B { get; set; } [JsonIgnore] public int C { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? D { get; set; } }",
        "{a?: int, d?: text?}"
    )]
    [InlineData(
        "record P([property: JsonPropertyName(\"a: {\")] int A, [property: JsonPropertyOrder(-1)] int URLOf);",
        "{urlOf: int, \"a: {\": int}"
    )]
    [InlineData(
        "class B { public int Below { get; set; } } class P : B { public int Own { get; set; } }",
        "{own?: int, below?: int}"
    )]
    [InlineData("enum E { A, B = 7 } record P(E E, DayOfWeek Day);", "{e: choice(0 A, 7 B), day: choice}")]
    [InlineData(
        "[JsonConverter(typeof(JsonStringEnumConverter))] enum E { A, [JsonStringEnumMemberName(\"b b\")] B } record P(E E);",
        "{e: choice(A, \"b b\")}"
    )]
    [InlineData(
        "enum E { A } record P([property: JsonConverter(typeof(JsonStringEnumConverter<E>))] E? E);",
        "{e: choice(A)?}"
    )]
    [InlineData("record P(Dictionary<string, int> A, Dictionary<Guid, P?> B);", "{a: {*: int}, b: {*Guid: ^?}}")]
    [InlineData("record P(P? A, Q B); record Q(P? A, Q? B);", "{a: ^?, b: {a: ^^?, b: ^?}}")]
    [InlineData(
        "[JsonDerivedType(typeof(C), \"c\")] [JsonDerivedType(typeof(D), 2)] abstract record P(int A); record C(int A, int X) : P(A); record D(int A) : P(A);",
        "$type(\"c\": {x: int, a: int}, 2: {a: int})"
    )]
    [InlineData(
        "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\")] [JsonDerivedType(typeof(C), \"c\")] class P { public int A { get; set; } } class C : P { public P? Next { get; set; } }",
        "kind(\"c\": {next?: ^^?, a?: int}, -: {a?: int})"
    )]
    [InlineData(
        "record P(Lazy<Q> A, KeyValuePair<string, Q> B); record Q(int X);",
        "{a: Lazy<{x: int}>, b: KeyValuePair<text, {x: int}>}"
    )]
    [InlineData(
        "record P((int A, Q? B) A, List<Q>[] B); struct Q { public int X { get; set; } }",
        "{a: (int, {x?: int}?), b: [[{x?: int}]]}"
    )]
    [InlineData("record P<T>(T A, List<P<T>> B); record Q(int X);", "{a: {x: int}, b: [^]}")]
    public void A_type_has_the_shape_of_its_JSON(string types, string shape)
    {
        Assert.Contains($"\n    input {shape}\n", Locked(types), StringComparison.Ordinal);
        Assert.True(ShapeChange.IsReadable(shape, $"{shape}?"));
    }

    static string Locked(string types)
    {
        var payload = types.Contains("P<T>", StringComparison.Ordinal) ? "P<Q>" : "P";
        var code =
            $"using System.Text.Json.Serialization;\n{types}\nstatic class Code {{ static readonly Activity<{payload}, int> A = new(\"a\", (_, _) => Task.FromResult(1)); }}";
        return Locks.Of(Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings))).Single().Content;
    }
}
