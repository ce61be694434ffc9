using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Toygres.Server;

/// <summary>How often somebody may ask.</summary>
internal static class RateLimits
{
    /// <summary>The policy of trying passwords.</summary>
    public const string Login = "login";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(RateLimiterOptions limits, ServerOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            RateLimitPartition.GetTokenBucketLimiter(Who(http), _ => Bucket(options.RequestsPerMinute))
        );
        limits.AddPolicy(
            Login,
            http => RateLimitPartition.GetTokenBucketLimiter(AddressOf(http), _ => Bucket(options.LoginsPerMinute))
        );
        limits.OnRejected = async (context, cancel) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await Problems
                .Of(
                    StatusCodes.Status429TooManyRequests,
                    "You ask too often",
                    $"Wait {seconds} seconds, and ask again. What changes is told by /api/changes without asking."
                )
                .ExecuteAsync(context.HttpContext);
        };
    }

    private static string Who(HttpContext http) =>
        http.User.Identity?.Name is { } name ? $"account {name}" : $"address {AddressOf(http)}";

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) =>
        new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : Window / perMinute,
        };
}
