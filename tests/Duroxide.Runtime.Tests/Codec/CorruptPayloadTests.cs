using System.Text;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

public class CorruptPayloadTests
{
    const string Start = """{"id":1,"time":5,"kind":"OrchestrationStarted","name":"a","version":"1.0.0"}""";

    [Theory]
    [InlineData("", "does not contain any JSON tokens")]
    [InlineData("{}", "StartObject instead of a list")]
    [InlineData("""[{"id":1""", "")]
    [InlineData(
        """[{"id":1,"time":5,"kind":"TopicSubscribed","topic":"x"}]""",
        "'TopicSubscribed' is unknown to this build"
    )]
    [InlineData(
        """[{"id":1,"time":5,"kind":"EventSubscribed","name":"x","topic":true}]""",
        "'topic' that this build does not know"
    )]
    [InlineData("""[{"id":1,"time":5,"kind":"EventSubscribed"}]""", "instead of field 'name'")]
    [InlineData("""[{"id":1,"time":5,"kind":"EventSubscribed","name":7}]""", "'name' is not a text")]
    [InlineData("""[{"id":1,"time":5,"kind":7}]""", "'kind' is not a text")]
    [InlineData("""[{"id":1.5,"time":5,"kind":"EventSubscribed","name":"x"}]""", "'id' is not a whole number")]
    [InlineData("""[{"id":1,"time":5,"kind":"TimerCreated","delay":"soon"}]""", "'delay' is not a duration")]
    [InlineData(
        """[{"id":1,"time":5,"kind":"OrchestrationStarted","name":"a","version":"one"}]""",
        "'version' is not a version"
    )]
    [InlineData(
        """[{"id":1,"time":5,"kind":"EventSubscribed","name":{"utf16":"AAAA"}}]""",
        "code units of a text are damaged"
    )]
    [InlineData("""[{"id":1,"time":5,"kind":"EventSubscribed","name":"\ud800"}]""", "")]
    [InlineData($"[{Start},{Start}]", "event 1 follows event 1")]
    [InlineData($$"""[{{Start}},{"id":3}]""", "event 3 follows event 1")]
    [InlineData($$"""[{{Start}},{"id":0}]""", "event 0 follows event 1")]
    [InlineData($"[{Start}] []", "")]
    public void Damage_is_told_with_instance_and_reason(string payload, string reason)
    {
        var problem = Assert.Throws<CorruptPayloadException>(() =>
            WireCodec.DecodeEvents("order-17", [Encoding.UTF8.GetBytes(payload)])
        );

        Assert.Equal("order-17", problem.Instance);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.StartsWith(
            "The history of instance 'order-17' cannot be read: at byte ",
            problem.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_batch_in_which_the_damage_lies_is_told()
    {
        var problem = Assert.Throws<CorruptPayloadException>(() =>
            WireCodec.DecodeEvents("order-17", [Encoding.UTF8.GetBytes($"[{Start}]"), "[{\"id\":3}]"u8.ToArray()])
        );

        Assert.Equal(1, problem.Position.Batch);
        Assert.Equal("event 3 follows event 1", problem.Reason);
    }

    [Fact]
    public void A_payload_cut_or_altered_anywhere_is_read_or_refused_and_never_crashes()
    {
        foreach (var entry in Golden.Entries.Values)
        {
            for (var at = 0; at < entry.Encoded.Length; at++)
            {
                Assert.Throws<CorruptPayloadException>(() => entry.Decode(entry.Encoded[..at]));
                foreach (var octet in "\0\"{[9\u00ff"u8.ToArray())
                {
                    var altered = entry.Encoded.ToArray();
                    altered[at] = octet;
                    var outcome = Record.Exception(() => entry.Decode(altered));
                    Assert.True(outcome is null or CorruptPayloadException, outcome?.ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData("", "'nonce'")]
    [InlineData(""","nonce":"" """, "32 hexadecimal digits")]
    [InlineData(""","nonce":"00000000000000000000000000000000" """, "at least one bit")]
    public void A_header_without_a_nonce_is_refused(string nonce, string reason)
    {
        var header = $$"""{"instance":"i","execution":1,"name":"o","input":"5"{{nonce}}}""";

        Assert.Contains(
            reason,
            Refused(() => WireCodec.DecodeHeader("i", Encoding.UTF8.GetBytes(header))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_kind_of_payload_says_what_it_is()
    {
        byte[] payload = [(byte)'{'];

        Assert.StartsWith(
            "A message of",
            Refused(() => WireCodec.DecodeDelivery("i", payload)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The header of",
            Refused(() => WireCodec.DecodeHeader("i", payload)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The ending of",
            Refused(() => WireCodec.DecodeEnding("i", payload)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "An activity of",
            Refused(() => WireCodec.DecodeActivityWork("i", payload)),
            StringComparison.Ordinal
        );
    }

    static string Refused(Func<object> decode) => Assert.Throws<CorruptPayloadException>(decode).Message;
}
