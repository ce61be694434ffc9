using System.Collections.Concurrent;
using Duroxide;
using Duroxide.Core;

namespace Saga;

/// <summary>The world outside: it keeps the bookings. Each call may come more than once, and takes effect once.</summary>
sealed class Agency
{
    readonly ConcurrentDictionary<(InstanceId Trip, string What), string> bookings = new();

    public Activity<Trip, string> BookFlight => Book("flight");

    public Activity<Trip, string> BookHotel => Book("hotel");

    public Activity<Trip, string> BookCar => Book("car");

    public Activity<Trip> CancelFlight => Cancel("flight");

    public Activity<Trip> CancelHotel => Cancel("hotel");

    public Activity<Trip> CancelCar => Cancel("car");

    /// <summary>What is booked for a trip.</summary>
    public IReadOnlyList<string> BookingsOf(InstanceId trip) =>
        [.. bookings.Keys.Where(booked => booked.Trip == trip).Select(booked => booked.What).Order()];

    // A booking's key is the trip and what is booked: whoever asks again gets the booking that is there.
    Activity<Trip, string> Book(string what) =>
        new(
            $"agency/book-{what}",
            (ctx, trip) =>
                (what, trip.Destination) is ("car", "Venice")
                    ? throw new SoldOutException("There are no cars in Venice.")
                    : Task.FromResult(bookings.GetOrAdd((ctx.Instance, what), $"a {what} in {trip.Destination}"))
        );

    // To cancel what is not booked does no harm.
    Activity<Trip> Cancel(string what) =>
        new(
            $"agency/cancel-{what}",
            (ctx, trip) =>
            {
                if (bookings.TryRemove((ctx.Instance, what), out _))
                {
                    Console.WriteLine($"{trip.Destination}: the {what} is cancelled");
                }
                return Task.CompletedTask;
            }
        );
}
