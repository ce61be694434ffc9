namespace Duroxide.Hosting.Tests;

public sealed class Session
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed class TellSession(Session session) : IActivity<string, Guid>
{
    public Task<Guid> RunAsync(ActivityContext context, string input) => Task.FromResult(session.Id);
}

public sealed class Notes
{
    public string? Last { get; set; }
}

public sealed class NoteDown(Notes notes) : IActivity<string>
{
    public static ActivityName<string, Unit> Handle { get; } = new("notes/note-down");

    public Task RunAsync(ActivityContext context, string input)
    {
        notes.Last = input;
        return Task.CompletedTask;
    }
}

public sealed class Borrowing : IActivity<string, Guid>, IAsyncDisposable
{
    static int made;
    static int returned;

    public Borrowing() => Interlocked.Increment(ref made);

    public static int Made => made;

    public static int Returned => returned;

    public Task<Guid> RunAsync(ActivityContext context, string input) => Task.FromResult(Guid.NewGuid());

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref returned);
        return ValueTask.CompletedTask;
    }
}

public sealed class Polite : IActivity<string, string>
{
    public Task<string> RunAsync(ActivityContext context, string input) => Task.FromResult($"Good day, {input}.");
}

public sealed class Rude : IActivity<string, string>
{
    public Task<string> RunAsync(ActivityContext context, string input) => Task.FromResult($"Oh, {input}.");
}
