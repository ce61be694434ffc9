using Duroxide;

namespace Saga;

/// <summary>The world outside: it keeps the bookings as files. Each call may come more than once, and takes effect once.</summary>
sealed class Agency(string folder)
{
    public Activity<Trip, string> BookFlight => Book("flight");

    public Activity<Trip, string> BookHotel => Book("hotel");

    public Activity<Trip, string> BookCar => Book("car");

    public Activity<Trip> CancelFlight => Cancel("flight");

    public Activity<Trip> CancelHotel => Cancel("hotel");

    public Activity<Trip> CancelCar => Cancel("car");

    /// <summary>What is booked for a trip.</summary>
    public IReadOnlyList<string> BookingsOf(InstanceId trip) =>
        Directory.Exists(FolderOf(trip))
            ? [.. Directory.EnumerateFiles(FolderOf(trip)).Select(file => Path.GetFileName(file)).Order()]
            : [];

    // A booking's key is the trip and what is booked: whoever asks again gets the booking that is there.
    Activity<Trip, string> Book(string what) =>
        new(
            $"agency/book-{what}",
            async (ctx, trip) =>
            {
                if ((what, trip.Destination) is ("car", "Venice"))
                {
                    throw new SoldOutException("There are no cars in Venice.");
                }
                var booking = $"a {what} in {trip.Destination}";
                Directory.CreateDirectory(FolderOf(ctx.Instance));
                await File.WriteAllTextAsync(FileOf(ctx.Instance, what), booking, ctx.CancellationToken);
                return booking;
            }
        );

    // To cancel what is not booked does no harm.
    Activity<Trip> Cancel(string what) =>
        new(
            $"agency/cancel-{what}",
            (ctx, trip) =>
            {
                if (File.Exists(FileOf(ctx.Instance, what)))
                {
                    File.Delete(FileOf(ctx.Instance, what));
                    Console.WriteLine($"{trip.Destination}: the {what} is cancelled");
                }
                return Task.CompletedTask;
            }
        );

    string FolderOf(InstanceId trip) => Path.Combine(folder, trip.Value);

    string FileOf(InstanceId trip, string what) => Path.Combine(FolderOf(trip), what);
}
