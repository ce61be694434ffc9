using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Toygres.Server;

/// <summary>How often somebody may ask.</summary>
internal static class RateLimits
{
    /// <summary>The policy of trying passwords.</summary>
    public const string Login = "login";

    private const int NetworkBytes = 8;

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

    // Of IPv6 somebody has a whole network of 64 bits, and would be somebody else each time.
    internal static string AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress switch
        {
            null => "local",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } wide => Convert.ToHexStringLower(
                wide.GetAddressBytes().AsSpan(0, NetworkBytes)
            ),
            var address => address.MapToIPv4().ToString(),
        };

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) =>
        new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : Window / perMinute,
        };
}
