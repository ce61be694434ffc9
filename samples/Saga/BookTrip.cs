using Duroxide;

namespace Saga;

/// <summary>Books all parts of a trip, or none: what was done before a step failed is undone, the latest first.</summary>
sealed class BookTrip(Agency agency)
{
    static readonly ActivityOptions Patiently = new() { Retry = RetryPolicy.Exponential(attempts: 3) };

    // An undo must succeed some day, so it is tried for as long as it takes.
    static readonly ActivityOptions Stubbornly = new() { Retry = RetryPolicy.Exponential(attempts: int.MaxValue) };

    public Orchestration<Trip, string> Orchestration => new("trips/book", RunAsync);

    public Registry Registry =>
        new RegistryBuilder()
            .Add(Orchestration)
            .Add(agency.BookFlight)
            .Add(agency.BookHotel)
            .Add(agency.BookCar)
            .Add(agency.CancelFlight)
            .Add(agency.CancelHotel)
            .Add(agency.CancelCar)
            .Build();

    async Task<string> RunAsync(OrchestrationContext ctx, Trip trip)
    {
        var undo = new Stack<Activity<Trip>>();
        try
        {
            // An undo is noted before its step is tried: a step that failed may have taken effect all the same.
            undo.Push(agency.CancelFlight);
            await ctx.ScheduleActivity(agency.BookFlight, trip, Patiently);

            undo.Push(agency.CancelHotel);
            await ctx.ScheduleActivity(agency.BookHotel, trip, Patiently);

            undo.Push(agency.CancelCar);
            await ctx.ScheduleActivity(agency.BookCar, trip, Patiently);

            return "booked";
        }
        catch (ActivityFailedException failure)
        {
            while (undo.TryPop(out var cancel))
            {
                await ctx.ScheduleActivity(cancel, trip, Stubbornly);
            }
            return $"not booked: {failure.Failure.Message}";
        }
    }
}
