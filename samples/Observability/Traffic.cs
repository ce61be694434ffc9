using Duroxide;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Observability;

/// <summary>Customers, who order over HTTP like any others.</summary>
sealed class Traffic(
    Settings settings,
    IServer server,
    IHttpClientFactory clients,
    DuroxideClient duroxide,
    IHostApplicationLifetime lifetime,
    ILogger<Traffic> logger
) : BackgroundService
{
    static readonly string[] Cards = ["4242", "flaky", "none", "4242", "4242"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await duroxide.StartOrchestrationAsync(Orders.Rounds, "rounds", 1, cancellationToken: stoppingToken);
        using var http = clients.CreateClient();
        http.BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var pace = new PeriodicTimer(settings.Pace);
        for (var number = 0; await pace.WaitForNextTickAsync(stoppingToken); number++)
        {
            try
            {
                await ServeAsync(http, number, stoppingToken);
            }
            catch (HttpRequestException refused)
            {
                logger.LogWarning(refused, "A customer was sent away");
            }
        }
    }

    // Who ordered a moment ago gets the parcel now, or does not want it any more.
    static async Task ServeAsync(HttpClient http, int number, CancellationToken cancellationToken)
    {
        var run = Environment.ProcessId;
        var order = new Order($"lamp {number}", Cards[number % Cards.Length]);
        await http.PostAsJsonAsync($"/orders/order-{run}-{number}", order, cancellationToken);
        if (number >= 4)
        {
            var earlier = $"/orders/order-{run}-{number - 4}";
            using var answer =
                number % 7 == 0
                    ? await http.DeleteAsync(earlier, cancellationToken)
                    : await http.PostAsync($"{earlier}/delivered", content: null, cancellationToken);
        }
    }
}
