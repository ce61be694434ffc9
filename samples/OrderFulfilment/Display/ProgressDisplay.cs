using Spectre.Console;

namespace OrderFulfilment;

/// <summary>Shows how far the orders are while some work goes on: bars on a terminal, a line now and then elsewhere.</summary>
sealed class ProgressDisplay(Ledger ledger, int orders, TimeProvider time)
{
    static readonly TimeSpan BarPeriod = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(2);

    public Task ShowAsync(Task work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? ShowBarsAsync(work)
            : ShowLinesAsync(work);

    Task ShowBarsAsync(Task work) =>
        AnsiConsole
            .Progress()
            .StartAsync(async progress =>
            {
                var reserved = progress.AddTask("stock reserved", maxValue: orders);
                var charged = progress.AddTask("card charged", maxValue: orders);
                var dispatched = progress.AddTask("parcel sent", maxValue: orders);
                var finished = progress.AddTask("finished", maxValue: orders);
                await RepeatAsync(
                    BarPeriod,
                    work,
                    tally =>
                    {
                        reserved.Value = tally.Reserved;
                        charged.Value = tally.Charged;
                        dispatched.Value = tally.Dispatched;
                        finished.Value = tally.Finished;
                    }
                );
            });

    Task ShowLinesAsync(Task work) =>
        RepeatAsync(
            LinePeriod,
            work,
            tally =>
                Console.WriteLine(
                    $"{tally.Reserved} reserved, {tally.Charged} charged, {tally.Dispatched} sent, "
                        + $"{tally.Finished} of {orders} finished"
                )
        );

    async Task RepeatAsync(TimeSpan period, Task work, Action<Tally> show)
    {
        while (!work.IsCompleted)
        {
            show(Tally.Of(ledger));
            await Task.WhenAny(work, Task.Delay(period, time));
        }
        show(Tally.Of(ledger));
    }
}
