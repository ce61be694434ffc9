namespace Duroxide.Generators.Tests.Living;

/// <summary>What was made, charged and disposed of, in order.</summary>
public sealed class Ledger
{
    readonly Lock gate = new();
    readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
        }
    }
}

/// <summary>A service of which each scope has one.</summary>
public sealed class UnitOfWork(Ledger ledger) : IDisposable
{
    public void Add(string line) => ledger.Add(line);

    public void Dispose() => ledger.Add("scope ended");
}

/// <summary>An activity that is a class with services; its first attempt fails.</summary>
[Activity("shop/charge")]
public sealed partial class ChargeCard(UnitOfWork work, TimeProvider? time = null) : IAsyncDisposable
{
    public async Task<Receipt> RunAsync(ActivityContext ctx, Charge charge)
    {
        await Task.Yield();
        work.Add($"attempt {ctx.Attempt} with {charge.Card}");
        return ctx.Attempt == 1
            ? throw new InvalidOperationException("the line is busy")
            : new(charge.Order.Id, charge.Amount, time is null ? "no clock" : "a clock");
    }

    public ValueTask DisposeAsync()
    {
        work.Add("activity ended");
        return default;
    }
}
