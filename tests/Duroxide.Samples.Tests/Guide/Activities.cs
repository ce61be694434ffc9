using Microsoft.Extensions.Logging;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>Activities: how they are written, called, tried again and given up.</summary>
public static class Activities
{
    public static readonly Activity<string, string> Download = new(
        "files/download",
        (ctx, url) =>
        {
            ctx.Logger.LogInformation("Attempt {Attempt} to load {Url}", ctx.Attempt, url);
            ctx.CancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult($"the text of {url}");
        }
    );

    public static readonly Activity<string, int> Encode = new(
        "video/encode",
        (_, name) => Task.FromResult(name.Length)
    );

    public static readonly Activity<string> Empty = new(
        "files/empty",
        (ctx, path) => File.WriteAllTextAsync(path, "", ctx.CancellationToken)
    );

    public static readonly Activity<string, int> Flaky = new(
        "flaky",
        (ctx, _) =>
            ctx.Attempt < 3 ? throw new InvalidOperationException("The service is busy.") : Task.FromResult(ctx.Attempt)
    );

    public static async Task<int> RetryAsync(OrchestrationContext ctx)
    {
        var attempts = await ctx.ScheduleActivity(
            Flaky,
            "input",
            new()
            {
                Retry = RetryPolicy.Exponential(
                    attempts: 5,
                    first: TimeSpan.FromSeconds(1),
                    max: TimeSpan.FromMinutes(1)
                ),
                Timeout = TimeSpan.FromMinutes(2),
            }
        );
        return attempts;
    }

    public static readonly Activity<string, string> Refund = new(
        "payments/refund",
        (_, receipt) =>
            receipt.StartsWith("PAY-", StringComparison.Ordinal)
                ? Task.FromResult($"refund of {receipt}")
                : throw new NonRetryableException($"There is no receipt {receipt}.")
    );

    public static RetryPolicy Patience =>
        new()
        {
            MaxAttempts = 10,
            Backoff = new Backoff.Exponential(First: TimeSpan.FromSeconds(1), Factor: 2, Max: TimeSpan.FromMinutes(5)),
            Jitter = 0.2,
            RetryTimeouts = true,
            ShouldRetry = failure => failure.ErrorType != typeof(UnauthorizedAccessException).FullName,
        };

    public static async Task<string> RefundAsync(OrchestrationContext ctx) =>
        await ctx.ScheduleActivity(Refund, "none", new() { Retry = Patience, Timeout = TimeSpan.FromMinutes(1) });

    public static async Task<string> CatchAsync(OrchestrationContext ctx)
    {
        try
        {
            await ctx.ScheduleActivity(Flaky, "input");
            return "it went well";
        }
        catch (ActivityTimeoutException late)
        {
            return $"{late.Activity} took longer than {late.Timeout}";
        }
        catch (ActivityFailedException failed)
        {
            return $"{failed.Activity} failed at attempt {failed.Attempt}: {failed.Failure.Message}";
        }
    }

    public static async Task<int> RouteAsync(OrchestrationContext ctx)
    {
        var onOneNode = new ActivityOptions { Session = $"scratch-{ctx.Instance}" };
        await ctx.ScheduleActivity(Download, "https://example.org/film", onOneNode);
        var size = await ctx.ScheduleActivity(Encode, "film", onOneNode);

        var onGpu = new ActivityOptions { Tag = "gpu", TimeToLive = TimeSpan.FromMinutes(10) };
        return size + await ctx.ScheduleActivity(Encode, "film", onGpu);
    }
}
