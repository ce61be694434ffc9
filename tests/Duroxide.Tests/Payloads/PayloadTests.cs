using System.Text.Json.Serialization;

namespace Duroxide.Tests;

public partial class PayloadTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\"")]
    [InlineData("7")]
    [InlineData("")]
    public void A_string_comes_back_as_it_was(string text)
    {
        var codec = PayloadCodec.Default;

        Assert.Equal(text, codec.Decode<string>(codec.Encode(text, "x"), "x"));
    }

    [Fact]
    public void A_unit_is_written_as_null_and_read_from_anything()
    {
        var codec = PayloadCodec.Default;

        Assert.Equal("null", codec.Encode(Unit.Value, "x"));
        Assert.Equal(Unit.Value, codec.Decode<Unit>("{\"any\":1}", "x"));
    }

    [Fact]
    public void A_raw_payload_passes_as_it_is()
    {
        var codec = PayloadCodec.Default;

        Assert.Equal("<xml/>", codec.Encode(new Payload("<xml/>"), "x"));
        Assert.Equal(new Payload("<xml/>"), codec.Decode<Payload>("<xml/>", "x"));
    }

    [Fact]
    public void A_value_that_cannot_be_written_is_an_error_that_names_it()
    {
        var thrown = Assert.Throws<PayloadException>(() => PayloadCodec.Default.Encode(typeof(int), "the input of x"));

        Assert.StartsWith("the input of x does not fit the type", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_generated_context_gives_the_texts_that_reflection_gives()
    {
        var generated = JsonPayloadConverter.Web(OrderJson.Default);

        Same(new Order("a", 3));
        Same(("said", 7));
        Same("text");
        Same<int?>(null);
        Same(TimeSpan.FromHours(1));

        void Same<T>(T value)
        {
            var text = generated.Encode(value);
            Assert.Equal(JsonPayloadConverter.Default.Encode(value), text);
            Assert.Equal(value, generated.Decode<T>(text));
        }
    }

    [Fact]
    public void What_every_program_has_needs_no_entry_in_a_context()
    {
        var generated = JsonPayloadConverter.Web(OrderJson.Default);

        Same("text");
        Same<string[]>(["a", "b"]);
        Same<byte[]>([1, 2]);
        Same(true);
        Same('x');
        Same(ulong.MaxValue);
        Same(1.5f);
        Same<double?>(null);
        Same(12.50m);
        Same(Guid.Empty);
        Same(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Same(DateTimeOffset.UnixEpoch);
        Same(new DateOnly(2026, 1, 2));
        Same(new TimeOnly(3, 4, 5));
        Same(TimeSpan.FromDays(1.5));
        Same(new Uri("https://example.net/a?b"));

        void Same<T>(T value)
        {
            var text = generated.Encode(value);
            Assert.Equal(JsonPayloadConverter.Default.Encode(value), text);
            Assert.Equal(value, generated.Decode<T>(text));
        }
    }

    [Fact]
    public void A_type_that_a_context_lacks_is_refused_with_what_to_do()
    {
        var codec = new PayloadCodec(JsonPayloadConverter.Web(OrderJson.Default));

        var thrown = Assert.Throws<PayloadException>(() => codec.Encode(new Uncharted(1), "the input of x"));

        Assert.Contains("JsonPayloadConverter.Web(context)", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("[JsonSerializable(typeof(Uncharted))]", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("of the runtime and of each client", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_generated_context_is_enough()
    {
        var codec = new PayloadCodec(new JsonPayloadConverter(OrderJson.Default.Options));

        Assert.Equal(new Order("a", 3), codec.Decode<Order>(codec.Encode(new Order("a", 3), "x"), "x"));
    }

    [Fact]
    public void Another_converter_can_take_its_place()
    {
        var codec = new PayloadCodec(new Lines());

        Assert.Equal("<7>", codec.Encode(7, "x"));
        Assert.Throws<PayloadException>(() => codec.Decode<int>("7", "x"));
    }

    sealed class Lines : IPayloadConverter
    {
        public string Encode<T>(T value) => $"<{value}>";

        public T Decode<T>(string text) => throw new FormatException(text);
    }

    public sealed record Order(string Id, int Count);

    sealed record Uncharted(int Place);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof((string, int)))]
    internal sealed partial class OrderJson : JsonSerializerContext;
}
