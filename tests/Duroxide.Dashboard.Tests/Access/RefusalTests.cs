using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

public sealed class RefusalTests
{
    static readonly InstanceId Order = new("order-17");

    public static TheoryData<Exception, int> Refusals =>
        new()
        {
            { new BadRequestException("no"), 400 },
            { new NotFoundException("it was pruned"), 404 },
            { new RedactedException("not as it is stored"), 403 },
            { new BusyException("later"), 429 },
            { new ClientException(new ClientError.InvalidInput("no")), 400 },
            { new ClientException(new ClientError.InstanceNotFound(Order)), 404 },
            { new ClientException(new ClientError.InstanceStillRunning(Order)), 409 },
            { new ClientException(new ClientError.InstanceHasEnded(Order)), 409 },
            { new ClientException(new ClientError.NotPossible(Order, "no")), 409 },
            { new ClientException(new ClientError.CannotDeleteSubOrchestration(Order, Order)), 409 },
            { new ClientException(new ClientError.ManagementNotAvailable("memory")), 501 },
            { new ClientException(new ClientError.Timeout(Order, "the end", TimeSpan.FromSeconds(1))), 504 },
            { new ProviderException("read", "the server is away", isRetryable: true), 503 },
            { new ProviderException("read", "the file is damaged", isRetryable: false), 500 },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_error_has_a_status_and_keeps_its_text(Exception error, int status)
    {
        var refusal = Refusal.Of(error)!;

        Assert.Equal((status, error.Message), (refusal.Status, refusal.Detail));
    }

    [Fact]
    public void A_defect_is_not_told_to_who_asks() => Assert.Null(Refusal.Of(new InvalidOperationException("secret")));
}
