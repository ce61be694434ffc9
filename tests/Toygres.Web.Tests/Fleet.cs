namespace Toygres.Web.Tests;

/// <summary>Puts instances and images in place, in any state, without the time that it takes to make them.</summary>
public sealed class Fleet(FleetApp app)
{
    private static int made;

    public static Pace Often { get; } = new(HealthSeconds: 1, PollSeconds: 1);

    /// <summary>An instance that runs, or what a test makes of it.</summary>
    public async Task<InstanceName> AddAsync(string name, Func<Instance, Instance>? with = null)
    {
        var id = Guid.NewGuid();
        var full = InstanceName.Of(name, id);
        var now = DateTimeOffset.UtcNow;
        var row = new Instance
        {
            Id = id,
            Name = full,
            UserName = name,
            State = InstanceState.Running,
            Health = Health.Healthy,
            Size = new(),
            Version = "PostgreSQL 15.8 (Debian 15.8-1.pgdg120+1) on x86_64-pc-linux-gnu",
            Password = SecretReference.Of(full, 1),
            PasswordVersion = 1,
            CreateOrchestration = $"create-{full}",
            Created = now.AddHours(-2),
            Updated = now,
            Started = now.AddHours(-1),
            LastHealthCheck = now,
        };
        row = with?.Invoke(row) ?? row;
        if (row.State is not InstanceState.Failed)
        {
            var endpoint = app.Machines.Place(full, row.State is InstanceState.Running, row.Follows);
            row = row with { Endpoint = endpoint };
        }
        Assert.IsType<Outcome.Done>(await app.Cms.ReserveAsync(row, null, default));
        return full;
    }

    /// <summary>Looks at an instance, half a minute apart, the last one now.</summary>
    public async Task LookAsync(InstanceName name, params Pulse?[] pulses)
    {
        var at = DateTimeOffset.UtcNow.AddSeconds(-30 * pulses.Length);
        foreach (var pulse in pulses)
        {
            at = at.AddSeconds(30);
            var check = new HealthCheck(name, pulse is null ? Health.Unhealthy : Health.Healthy, at)
            {
                Pulse = pulse,
                Error = pulse is null ? "Connection refused" : null,
            };
            await app.Cms.RecordHealthAsync(check, default);
        }
    }

    /// <summary>An image that can be restored, or what a test makes of it.</summary>
    public async Task<ImageName> AddImageAsync(InstanceName source, Func<Image, Image>? with = null)
    {
        var name = ImageName.Parse($"{source}-{Interlocked.Increment(ref made)}");
        var now = DateTimeOffset.UtcNow;
        var image = new Image
        {
            Name = name,
            Source = source,
            State = ImageState.Ready,
            Size = new(Connections: 60),
            Facts = new(source, "15", 4_812_345, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            CreateOrchestration = $"create-image-{name}-1f00ba42",
            Created = now.AddMinutes(-20),
            Updated = now,
        };
        app.Machines.Keep(name, source);
        Assert.IsType<Outcome.Done>(await app.Cms.ReserveImageAsync(with?.Invoke(image) ?? image, null, default));
        return name;
    }

    /// <summary>Asks until the answer is right.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(FleetApp.Generous);
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Waits until an instance is as a test wants it.</summary>
    public Task BecomesAsync(InstanceName name, Func<Instance, bool> wanted) =>
        EventuallyAsync(async () => await app.Cms.FindAsync(name, default) is { } row && wanted(row));
}
