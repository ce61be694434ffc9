using Duroxide.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duroxide.Dashboard.Tests;

public sealed class AuditTests : IDisposable
{
    readonly DashboardApp.RecordedLog log = new();
    readonly CancellationTokenSource aborted = new();

    public void Dispose() => aborted.Dispose();

    [Fact]
    public async Task Who_goes_away_before_an_action_is_whole_was_not_refused()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Audit.DoAsync<int>(
                Call(),
                "cancel",
                "all instances",
                async () =>
                {
                    await aborted.CancelAsync();
                    throw new OperationCanceledException(aborted.Token);
                }
            )
        );

        Assert.Equal("anonymous at ::1 went away before cancel of 'all instances' was whole", log.Lines.Last());
    }

    [Fact]
    public async Task What_is_refused_is_told_with_its_reason()
    {
        await Assert.ThrowsAsync<BadRequestException>(() =>
            Audit.DoAsync<int>(Call(), "cancel", "order-1", () => throw new BadRequestException("it has ended"))
        );

        Assert.Equal("anonymous at ::1 was refused cancel of 'order-1': it has ended", log.Lines.Last());
    }

    Call Call()
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(new DuroxideClient(new InMemoryProvider()))
            .BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = aborted.Token };
        http.Connection.RemoteIpAddress = System.Net.IPAddress.IPv6Loopback;
        return new(http, new(new()), "/bulk");
    }
}
