using Duroxide;
using Duroxide.Sqlite;
using Saga;

Trip[] trips = [new("Lisbon"), new("Venice")];

if (args is [['-', ..], ..])
{
    Console.WriteLine("Usage: Saga [folder]. The folder keeps the bookings.");
    return;
}

// What the engine knows, and what the agency has booked.
var folder = args.FirstOrDefault() ?? "saga-data";
var agency = new Agency(Path.Combine(folder, "bookings"));
Directory.CreateDirectory(folder);
var bookTrip = new BookTrip(agency);

await using var provider = new SqliteProvider(Path.Combine(folder, "trips.db"));
await using var runtime = await DuroxideRuntime.StartAsync(provider, bookTrip.Registry);
var client = runtime.Client;

foreach (var trip in trips)
{
    // A trip that an earlier run began goes on, and one that it ended is not booked again.
    InstanceId instance = $"trip-to-{trip.Destination}";
    await client.StartOrchestrationAsync(bookTrip.Orchestration, instance, trip);
    var result = await client.WaitForCompletionAsync(bookTrip.Orchestration, instance, TimeSpan.FromMinutes(1));
    Console.WriteLine($"{trip.Destination}: {result}");
    Console.WriteLine($"{trip.Destination}: {agency.BookingsOf(instance).Count} bookings are left");
}
