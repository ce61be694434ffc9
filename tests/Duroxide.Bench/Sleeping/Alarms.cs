namespace Duroxide.Bench;

/// <summary>Orchestrations that wait for the same moment, and note how late they go on.</summary>
sealed class Alarms
{
    readonly TimeSpan[] late;
    readonly Orchestration<Alarm, int> wake;

    public Alarms(int count)
    {
        late = new TimeSpan[count];
        wake = new(
            "wake",
            async (ctx, alarm) =>
            {
                await ctx.ScheduleTimerUntil(alarm.Due);
                late[alarm.Number] = DateTimeOffset.UtcNow - alarm.Due;
                return alarm.Number;
            }
        );
    }

    public Registry Registry => new RegistryBuilder().Add(wake).Add(Backlog.Sleep).Build();

    /// <summary>Sets all alarms for a moment ahead, and tells for each how late its orchestration went on.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(Bed bed, string name, TimeSpan ahead)
    {
        var due = DateTimeOffset.FromUnixTimeMilliseconds((DateTimeOffset.UtcNow + ahead).ToUnixTimeMilliseconds());
        await Task.WhenAll(
            Enumerable
                .Range(0, late.Length)
                .Select(number => bed.RunAsync(wake, $"{name}-{number}", new Alarm(number, due)))
        );
        return [.. late];
    }
}

/// <summary>When one orchestration is to wake.</summary>
sealed record Alarm(int Number, DateTimeOffset Due);
