namespace Duroxide.Dashboard.Tests;

public sealed class FailuresTests
{
    [Theory]
    [InlineData("order 17 of 'Ada' is out of stock", "order # of '…' is out of stock")]
    [InlineData("no answer after 3.5 s", "no answer after # s")]
    [InlineData("item 9f0c1d2e-0000-4444-8888-123456789abc is gone", "item # is gone")]
    [InlineData("The printer is out of paper.", "The printer is out of paper.")]
    public void A_cause_is_an_error_without_what_differs(string error, string cause) =>
        Assert.Equal(cause, Failures.Cause(error));

    [Fact]
    public async Task Failures_of_one_cause_are_one_group()
    {
        await using var app = await DashboardApp.StartAsync();
        for (var number = 1; number <= 3; number++)
        {
            await FailAsync(app, $"print-{number}", $"printer {number} is out of paper");
        }
        await FailAsync(app, "mail-1", "nobody lives there");

        var groups = await app.JsonAsync("/api/failures");

        Assert.Equal(
            [
                ("orchestration panicked: printer # is out of paper", 3L),
                ("orchestration panicked: nobody lives there", 1L),
            ],
            groups
                .EnumerateArray()
                .Select(group => (group.GetProperty("cause").GetString()!, group.GetProperty("count").GetInt64()))
        );
        Assert.Equal("print-3", groups[0].GetProperty("instances")[0].GetString());
    }

    [Fact]
    public async Task A_cause_is_redacted_before_it_is_grouped()
    {
        await using var app = await DashboardApp.StartAsync(
            new() { Redact = text => text.Replace("secret", "****", StringComparison.Ordinal) }
        );
        await FailAsync(app, "print-1", "the secret is out");

        Assert.DoesNotContain("secret", await app.Http.GetStringAsync(app.Address));
    }

    static async Task FailAsync(DashboardApp app, string id, string error)
    {
        await app.Client.StartOrchestrationAsync(Shop.Broken, id, error);
        await app.Client.WaitForEndAsync(id, DashboardApp.Generous);
    }
}
