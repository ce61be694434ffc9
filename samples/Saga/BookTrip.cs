using Duroxide;

namespace Saga;

/// <summary>Books all parts of a trip, or none: what was done before a step failed is undone, the latest first.</summary>
sealed class BookTrip(Agency agency)
{
    /// <summary>The event by which a person says that something was undone by hand.</summary>
    public const string UndoneEvent = "undone-by-hand";

    static readonly ActivityOptions Patiently = new() { Retry = RetryPolicy.Exponential(attempts: 3) };

    // An undo must succeed some day. It is tried for about a day, and then a person is called: tries without an end would
    // fill the history, and the trip would fail with the undo missing.
    static readonly ActivityOptions Stubbornly = new()
    {
        Retry = RetryPolicy.Exponential(attempts: 40, max: TimeSpan.FromHours(1)),
    };

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
                await UndoAsync(ctx, cancel, trip);
            }
            return $"not booked: {failure.Failure.Message}";
        }
    }

    static async Task UndoAsync(OrchestrationContext ctx, Activity<Trip> cancel, Trip trip)
    {
        try
        {
            await ctx.ScheduleActivity(cancel, trip, Stubbornly);
        }
        catch (ActivityFailedException failure)
        {
            ctx.SetCustomStatus($"help needed: {failure.Message}");
            await ctx.ScheduleWait<Unit>(UndoneEvent);
            ctx.ClearCustomStatus();
        }
    }
}
