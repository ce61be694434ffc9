using Duroxide.Testing;

namespace Duroxide.Sqlite.Tests.Writing;

public sealed class AlarmTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly object gate = new();

    [Fact]
    public void It_rings_once_its_time_has_come()
    {
        var alarm = new Alarm(gate, TimeProvider.System, NeverWakes);
        lock (gate)
        {
            alarm.Set(TimeSpan.FromMilliseconds(1));

            while (!alarm.WaitFor(untilPulsed: false)) { }
        }
    }

    [Fact]
    public async Task A_pulse_ends_the_sleep_and_is_no_ringing()
    {
        var alarm = new Alarm(gate, TimeProvider.System, NeverWakes);
        var sleeping = await SleepAsync(alarm, TimeSpan.FromHours(1), untilPulsed: false);

        Pulse();

        Assert.False(await sleeping.WaitAsync(Generous, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_sleeps_is_woken_when_it_is_set_to_come_earlier(bool untilPulsed)
    {
        var alarm = new Alarm(gate, TimeProvider.System, NeverWakes);
        var sleeping = await SleepAsync(alarm, TimeSpan.FromHours(1), untilPulsed);

        lock (gate)
        {
            alarm.Set(TimeSpan.FromMilliseconds(1));
        }

        await sleeping.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_does_not_ring_while_another_thread_writes_who_will_set_it_anew()
    {
        var alarm = new Alarm(gate, TimeProvider.System, NeverWakes);
        var sleeping = await SleepAsync(alarm, TimeSpan.Zero, untilPulsed: true);

        Pulse();

        Assert.False(await sleeping.WaitAsync(Generous, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Any_other_clock_wakes_the_writer_by_its_timer()
    {
        var (time, woken) = (new VirtualTimeProvider(), 0);
        var alarm = new Alarm(gate, time, () => woken++);
        lock (gate)
        {
            alarm.Set(TimeSpan.FromSeconds(2));
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, woken);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, woken);
    }

    private static void NeverWakes() => Assert.Fail("By the clock of the system nobody else wakes the writer.");

    // Begins once the sleeper sleeps: it holds the gate until then.
    private async Task<Task<bool>> SleepAsync(Alarm alarm, TimeSpan pause, bool untilPulsed)
    {
        var holds = new TaskCompletionSource();
        var sleeping = Task.Factory.StartNew(
            () =>
            {
                lock (gate)
                {
                    alarm.Set(pause);
                    holds.SetResult();
                    return alarm.WaitFor(untilPulsed);
                }
            },
            TaskCreationOptions.LongRunning
        );
        await holds.Task.WaitAsync(Generous, TestContext.Current.CancellationToken);
        return sleeping;
    }

    private void Pulse()
    {
        lock (gate)
        {
            Monitor.Pulse(gate);
        }
    }
}
