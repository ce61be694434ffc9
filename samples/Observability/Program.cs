using Observability;

// Try it: dotnet run --project samples/Observability
// And in another terminal: dotnet run --project samples/Observability -- watch http://localhost:5000/metrics
if (args is ["watch", var address, .. var rest])
{
    await new MetricsView(new Uri(address), Console.Out).RunAsync(isOnce: rest.Contains("--once"));
}
else
{
    await App.Build(args).RunAsync();
}
