namespace Duroxide.Testing.Tests;

public class VirtualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly VirtualTimeProvider time = new(Start);

    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        Assert.Equal(Start, time.GetUtcNow());

        time.Advance(Second);

        Assert.Equal(Start + Second, time.GetUtcNow());
        Assert.Equal(Start + Second, time.GetLocalNow());
    }

    [Fact]
    public void Elapsed_time_is_virtual_too()
    {
        var before = time.GetTimestamp();
        time.Advance(Second);

        Assert.Equal(Second, time.GetElapsedTime(before));
    }

    [Fact]
    public void The_clock_never_runs_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(-Second));

    [Fact]
    public void A_timer_without_delay_fires_at_once_also_behind_others_that_are_due_at_the_moment()
    {
        var fired = new List<(int, DateTimeOffset)>();
        using var first = Once(1, Second, fired);
        using var second = Once(2, Second, fired);
        Assert.True(time.AdvanceToNext());

        using var third = Once(3, TimeSpan.Zero, fired);

        Assert.Equal([1, 2, 3], fired.Select(each => each.Item1));
        Assert.Equal(Start + Second, time.GetUtcNow());
    }

    [Fact]
    public void A_timer_without_delay_that_repeats_fires_once_until_the_clock_moves()
    {
        var fired = 0;
        using var timer = time.CreateTimer(_ => fired++, null, TimeSpan.Zero, Second);
        Assert.Equal(1, fired);

        time.Advance(Second * 2);

        Assert.Equal(3, fired);
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_each_at_its_time()
    {
        var fired = new List<(int, DateTimeOffset)>();
        using var third = Once(3, Second * 3, fired);
        using var first = Once(1, Second, fired);
        using var second = Once(2, Second * 2, fired);
        using var late = Once(9, Second * 9, fired);

        time.Advance(Second * 5);

        Assert.Equal([(1, Start + Second), (2, Start + Second * 2), (3, Start + Second * 3)], fired);
        Assert.Equal(Start + Second * 5, time.GetUtcNow());
        Assert.Equal(Start + Second * 9, time.NextDue);
    }

    [Fact]
    public void Timers_due_at_one_time_fire_as_they_were_created()
    {
        var fired = new List<(int Number, DateTimeOffset)>();
        using var one = Once(1, Second, fired);
        using var two = Once(2, Second, fired);

        time.Advance(Second);

        Assert.Equal([1, 2], fired.Select(entry => entry.Number));
    }

    [Fact]
    public void A_periodic_timer_fires_each_time_until_it_is_disposed_of()
    {
        var count = 0;
        var timer = time.CreateTimer(_ => count++, null, Second, Second * 2);
        time.Advance(Second * 6);
        Assert.Equal(3, count);

        timer.Dispose();
        time.Advance(Second * 6);

        Assert.Equal(3, count);
        Assert.False(timer.Change(Second, Second));
        Assert.Null(time.NextDue);
    }

    [Fact]
    public void A_timer_is_changed_and_stopped()
    {
        var fired = new List<(int, DateTimeOffset)>();
        using var timer = Once(1, Second, fired);
        Assert.True(timer.Change(Second * 2, Timeout.InfiniteTimeSpan));
        time.Advance(Second);
        Assert.Empty(fired);
        time.Advance(Second);
        Assert.Single(fired);
        Assert.True(timer.Change(Second, Timeout.InfiniteTimeSpan));
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

        time.Advance(Second);

        Assert.Single(fired);
    }

    [Fact]
    public void A_timer_without_delay_does_not_wait_for_the_clock()
    {
        var fired = new List<(int, DateTimeOffset)>();
        using var timer = Once(1, TimeSpan.Zero, fired);

        Assert.Equal([(1, Start)], fired);
    }

    [Fact]
    public void A_callback_may_set_further_timers_that_fire_on_the_same_way()
    {
        var fired = new List<DateTimeOffset>();
        ITimer? second = null;
        using var first = time.CreateTimer(
            _ => second = time.CreateTimer(_ => fired.Add(time.GetUtcNow()), null, Second, Timeout.InfiniteTimeSpan),
            null,
            Second,
            Timeout.InfiniteTimeSpan
        );

        time.Advance(Second * 3);

        Assert.Equal([Start + Second * 2], fired);
        second!.Dispose();
    }

    [Fact]
    public void The_clock_jumps_to_the_next_timer()
    {
        var fired = new List<(int, DateTimeOffset)>();
        using var timer = Once(1, TimeSpan.FromDays(400), fired);

        Assert.True(time.AdvanceToNext());
        Assert.False(time.AdvanceToNext());

        Assert.Equal(Start + TimeSpan.FromDays(400), time.GetUtcNow());
        Assert.Single(fired);
    }

    [Fact]
    public async Task Time_passes_until_some_work_is_done()
    {
        var work = SleepAsync(10);

        await time.PassUntilAsync(work).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(Start + TimeSpan.FromDays(10), time.GetUtcNow());
    }

    [Fact]
    public async Task Work_that_fails_fails_who_lets_time_pass()
    {
        async Task FailAsync()
        {
            await Task.Delay(Second, time, TestContext.Current.CancellationToken);
            throw new InvalidDataException("broken");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => time.PassUntilAsync(FailAsync()));
    }

    [Fact]
    public async Task The_clock_waits_for_work_that_goes_from_thread_to_thread_without_looking_at_it()
    {
        var due = Task.Delay(Second, time, TestContext.Current.CancellationToken);
        var hops = HopAsync(20);

        var pastHops = time.PassUntilAsync(due).ContinueWith(_ => hops.IsCompleted, TaskScheduler.Default);

        Assert.True(await pastHops);
    }

    [Fact]
    public async Task All_is_settled_once_nothing_runs_any_more_and_the_clock_stands_still_meanwhile()
    {
        var due = Task.Delay(Second, time, TestContext.Current.CancellationToken);
        var hops = HopAsync(20);

        await time.SettleAsync();

        Assert.True(hops.IsCompleted);
        Assert.False(due.IsCompleted);
    }

    [Fact]
    public async Task A_while_passes_timer_by_timer_and_is_then_over()
    {
        var due = SleepAsync(days: 3);

        await time.PassAsync(TimeSpan.FromDays(3.5));

        Assert.True(due.IsCompletedSuccessfully);
        Assert.Equal(Start + TimeSpan.FromDays(3.5), time.GetUtcNow());
    }

    [Fact]
    public async Task What_is_due_after_the_while_is_still_to_come()
    {
        var due = SleepAsync(days: 3);

        await time.PassAsync(TimeSpan.FromDays(2.5));

        Assert.False(due.IsCompleted);
        Assert.Equal(Start + TimeSpan.FromDays(3), time.NextDue);
    }

    private async Task HopAsync(int count)
    {
        for (var hop = 0; hop < count; hop++)
        {
            await Task.Factory.StartNew(
                Compute,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
    }

    // A millisecond of a processor. Only Linux tells who computes; elsewhere, who looks at the clock is known to be busy.
    private void Compute()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMilliseconds(1))
        {
            _ = OperatingSystem.IsLinux() ? Start : time.GetUtcNow();
        }
    }

    private async Task SleepAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            await Task.Delay(TimeSpan.FromDays(1), time, TestContext.Current.CancellationToken);
        }
    }

    private ITimer Once(int number, TimeSpan delay, List<(int, DateTimeOffset)> fired) =>
        time.CreateTimer(_ => fired.Add((number, time.GetUtcNow())), null, delay, Timeout.InfiniteTimeSpan);
}
