using System.Text;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

public class TextTests
{
    // A list and not the data of a theory: an attribute cannot hold half of a surrogate pair, and would test another text.
    static readonly string[] Texts =
    [
        "",
        "\0",
        "\"\\/\b\f\n\r\t\u001f\u007f\u2028\ufeff\uffff",
        "{\"json\":\"in \\\"json\\\"\"}",
        "<script>alert('&')</script>",
        "Grüße 包装 📦",
        "\ud83d",
        "\udce6\ud83d",
        "a\ud800b📦",
    ];

    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        foreach (var text in Texts)
        {
            var delivery = new Delivery.Data(Channel.Queue, text, text);

            Assert.Equal(delivery, WireCodec.DecodeDelivery("i", WireCodec.EncodeDelivery(delivery)));
        }
    }

    [Fact]
    public void A_text_that_is_missing_is_refused_before_it_is_stored()
    {
        Assert.Throws<ArgumentNullException>(() => WireCodec.EncodeDelivery(new Delivery.Cancel(null!)));

        Assert.NotEmpty(WireCodec.EncodeDelivery(new Delivery.Cancel("the next one is written as ever")));
    }

    [Fact]
    public void A_text_larger_than_the_buffer_that_is_kept_comes_back_as_it_was()
    {
        var large = new Delivery.Data(Channel.Event, "large", new string('x', 3_000_000));
        var small = new Delivery.Cancel("small");

        Assert.Equal(large, WireCodec.DecodeDelivery("i", WireCodec.EncodeDelivery(large)));
        Assert.Equal(small, WireCodec.DecodeDelivery("i", WireCodec.EncodeDelivery(small)));
    }

    [Fact]
    public void People_can_read_what_is_stored() =>
        Assert.Equal(
            """{"kind":"QueueMessageDelivered","queue":"inbox","data":"{\"to\":\"Zoë <包装>\"}"}""",
            Encoding.UTF8.GetString(
                WireCodec.EncodeDelivery(new Delivery.Data(Channel.Queue, "inbox", "{\"to\":\"Zoë <包装>\"}"))
            )
        );
}
