using System.Diagnostics;

namespace Duroxide.Runtime.Tests.Telemetry;

public class TraceContextTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanId = "b7ad6b7169203331";

    [Theory]
    [InlineData($"00-{TraceId}-{SpanId}-01")]
    [InlineData($"00-{TraceId}-{SpanId}-00")]
    [InlineData($"00-{TraceId}-{SpanId}-a3")]
    [InlineData($"cc-{TraceId}-{SpanId}-01-what-comes-later")]
    [InlineData($"00-00000000000000000000000000000000-{SpanId}-01")]
    [InlineData($"00-{TraceId}-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData($"00_{TraceId}-{SpanId}-01")]
    [InlineData($"00-{TraceId}-{SpanId}-0x")]
    [InlineData("sømething else, \"quoted\"")]
    [InlineData("")]
    public void What_is_stored_is_read_as_it_was_and_means_what_dotnet_takes_it_for(string parent)
    {
        var work = new ActivityWork("charge", "{}", "orders", SemanticVersion.Initial, "key")
        {
            Trace = new(parent, "vendor=1", "tenant=n%C3%B8rd"),
        };
        System.Diagnostics.ActivityContext.TryParse(parent, "vendor=1", isRemote: true, out var expected);

        var payload = WireCodec.EncodeActivityWork(work);
        var read = WireCodec.DecodeActivityWork("i", payload);

        Assert.Equal(work, read);
        Assert.Equal(expected, read.Trace!.ToContext());
        Assert.Equal(payload, WireCodec.EncodeActivityWork(read));
    }

    [Fact]
    public void What_goes_on_in_a_span_is_stored_under_its_id()
    {
        using var span = new System.Diagnostics.Activity("asking").SetIdFormat(ActivityIdFormat.W3C).Start();

        var trace = TraceContext.Of(span);

        Assert.Equal(new TraceContext(span.Id, null, null), trace);
        Assert.Equal(span.SpanId, trace!.ToContext().SpanId);
    }
}
