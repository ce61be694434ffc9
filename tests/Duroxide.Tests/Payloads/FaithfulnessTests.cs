using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;

namespace Duroxide.Tests;

/// <summary>What is written is what is read, or it is refused.</summary>
public sealed class FaithfulnessTests
{
    static readonly PayloadCodec Codec = PayloadCodec.Default;

    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("12345678901234567890")]
    [InlineData("-123456789012345678901234567890123456789012345678901234567890")]
    public void A_number_of_any_length_keeps_all_its_digits(string digits)
    {
        var number = BigInteger.Parse(digits, null);

        Assert.Equal(digits, Codec.Encode(number, "x"));
        ComesBack(number);
        ComesBack(new Account("a", number, [number, number + 1]));
        ComesBack<BigInteger?>(number);
        Assert.Equal(7, Back(new Dictionary<BigInteger, int> { [number] = 7 })[number]);
    }

    [Fact]
    public void Numbers_that_differ_have_texts_that_differ() =>
        Assert.NotEqual(Codec.Encode(new BigInteger(10), "x"), Codec.Encode(new BigInteger(12), "x"));

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("1.5")]
    [InlineData("{\"sign\":1}")]
    public void What_is_no_whole_number_is_refused(string text) =>
        Assert.Throws<PayloadException>(() => Codec.Decode<BigInteger>(text, "x"));

    [Fact]
    public void Values_that_the_framework_shows_and_cannot_set_come_back()
    {
        ComesBack(new Complex(1.5, -2));
        ComesBack(^3);
        ComesBack(new Index(4));
        ComesBack(1..^2);
        ComesBack(Range.All);
        Assert.Equal("a\0b", Back(new StringBuilder("a\0b")).ToString());
        Assert.Equal("1..^2", Back(new Selected { Which = 1..^2 }).Which.ToString());
        Assert.Equal(new Complex(1, 2), Codec.Decode<Complex>("{\"real\":1,\"imaginary\":2,\"magnitude\":3}", "x"));
    }

    [Fact]
    public void A_type_with_nothing_to_set_is_refused_by_name_with_what_to_do()
    {
        var refusals = new[]
        {
            Assert.Throws<PayloadException>(() => Codec.Encode(new Rune('x'), "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new Shown(3), "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new[] { new Shown(3) }, "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new Opaque(3), "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new Holder(new Shown(3)), "the input of x")),
        };

        Assert.All(refusals, refusal => Assert.Contains("read back without any of its values", refusal.Message));
        Assert.All(refusals, refusal => Assert.Contains("a JsonConverter for the type", refusal.Message));
        Assert.Contains("System.Text.Rune is written", refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains("+Shown is written", refusals[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_only_the_type_itself_may_set_is_named()
    {
        var refusal = Assert.Throws<PayloadException>(() => Codec.Encode(new Half { Id = "a" }, "the input of x"));

        Assert.Contains("read back without the value of 'total'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("[JsonInclude]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_computed_or_set_by_a_constructor_or_an_attribute_is_as_good_as_ever()
    {
        ComesBack(new Computed(3));
        ComesBack(new { Id = "a", Count = 3 });
        ComesBack(new Nothing());
        Assert.Equal(3, Back(new Included(3)).Count);
        Assert.IsType<Circle>(Back<Figure>(new Circle(2)));
    }

    // Metadata could not keep such a text either.
    [Theory]
    [InlineData("abcd", 0xd83d, "")]
    [InlineData("", 0xde00, "")]
    [InlineData("a", 0xd83d, "b")]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands(string before, int half, string after)
    {
        var text = $"{before}{(char)half}{after}";
        var refusals = new[]
        {
            Assert.Throws<PayloadException>(() => Codec.Encode(text, "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new[] { text }, "the input of x")),
            Assert.Throws<PayloadException>(() =>
                Codec.Encode(new Dictionary<string, int> { [text] = 1 }, "the input of x")
            ),
            Assert.Throws<PayloadException>(() => Codec.Encode(new StringBuilder(text), "the input of x")),
            Assert.Throws<PayloadException>(() => Codec.Encode(new Payload($"\"{text}\""), "the input of x")),
        };

        Assert.All(refusals, refusal => Assert.Contains("half of a surrogate pair", refusal.Message));
        Assert.Throws<PayloadException>(() => Codec.Encode('\ud83d', "x"));
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("a\0\ufffd\uffff")]
    public void Any_other_text_comes_back(string text)
    {
        ComesBack(text);
        ComesBack(text[^1] is var last && char.IsSurrogate(last) ? 'x' : last);
        Assert.Equal(1, Back(new Dictionary<string, int> { [text] = 1 })[text]);
    }

    [Fact]
    public void Chains_come_back_up_to_the_depth_that_is_named()
    {
        Assert.Equal(512, Back(Link.Of(512)).Count());

        var deep = Assert.Throws<PayloadException>(() => Codec.Encode(Link.Of(513), "the input of x"));
        Assert.Contains("more than 512 levels", deep.Message, StringComparison.Ordinal);
        Assert.Contains("larger MaxDepth", deep.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cycle", deep.Message, StringComparison.Ordinal);
        var nested = new string('[', 600) + new string(']', 600);
        Assert.Contains(
            "more than 512 levels",
            Assert.Throws<PayloadException>(() => Codec.Decode<List<object>>(nested, "x")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_chain_that_is_as_deep_as_may_be_needs_no_large_stack()
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => Back(Link.Of(512))), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(thrown);
    }

    [Fact]
    public void An_option_that_only_the_FSharp_library_can_write_is_refused_without_it()
    {
        var refusal = Assert.Throws<PayloadException>(() =>
            Codec.Encode(new Microsoft.FSharp.Core.FSharpOption<int?>(), "the input of x")
        );

        Assert.Contains("Reference it in every process", refusal.Message, StringComparison.Ordinal);
    }

    static T Back<T>(T value) => Codec.Decode<T>(Codec.Encode(value, "x"), "x");

    static void ComesBack<T>(T value)
    {
        var text = Codec.Encode(value, "x");
        var back = Codec.Decode<T>(text, "x");
        Assert.Equivalent(value, back, strict: true);
        Assert.Equal(text, Codec.Encode(back, "x"));
    }

    sealed record Account(string Id, BigInteger Balance, IReadOnlyList<BigInteger> Steps);

    sealed class Selected
    {
        public Range Which { get; init; }
    }

    sealed class Shown
    {
        public Shown() { }

        public Shown(int count) => Count = count;

        public int Count { get; }
    }

    sealed class Opaque(int count)
    {
        readonly int count = count;

        public int Count() => count;
    }

    sealed record Holder(Shown Shown);

    sealed class Half
    {
        public string Id { get; set; } = "";

        public decimal Total { get; private set; } = 3;
    }

    sealed record Computed(int Side)
    {
        public int Area => Side * Side;
    }

    sealed record Nothing;

    [method: JsonConstructor]
    sealed class Included()
    {
        public Included(int count)
            : this() => Count = count;

        [JsonInclude]
        public int Count { get; private set; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    abstract record Figure;

    sealed record Circle(int Radius) : Figure;

    sealed class Link
    {
        public Link? Next { get; init; }

        public static Link Of(int length)
        {
            var link = new Link();
            for (var made = 1; made < length; made++)
            {
                link = new Link { Next = link };
            }
            return link;
        }

        public int Count()
        {
            var length = 0;
            for (var link = this; link is not null; link = link.Next)
            {
                length++;
            }
            return length;
        }
    }
}
