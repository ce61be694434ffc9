using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Sqlite;
using Saga;

Trip[] trips = [new("Lisbon"), new("Venice")];

var agency = new Agency();
var bookTrip = new BookTrip(agency);

await using var provider = new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory));
await using var runtime = await DuroxideRuntime.StartAsync(provider, bookTrip.Registry);
var client = runtime.Client;

foreach (var trip in trips)
{
    InstanceId instance = $"trip-to-{trip.Destination}";
    await client.StartOrchestrationAsync(bookTrip.Orchestration, instance, trip);
    var result = await client.WaitForCompletionAsync(bookTrip.Orchestration, instance, TimeSpan.FromMinutes(1));
    Console.WriteLine($"{trip.Destination}: {result}");
    Console.WriteLine($"{trip.Destination}: {agency.BookingsOf(instance).Count} bookings are left");
}
