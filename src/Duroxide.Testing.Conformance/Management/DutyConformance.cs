namespace Duroxide.Testing.Conformance;

/// <summary>A duty has one owner at a time, for as long as its lease lasts.</summary>
public abstract class DutyConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Who_has_it_keeps_it_from_others_until_its_lease_is_over()
    {
        Assert.True(await TakeAsync("one"));
        await PassAsync(Lease - Second);

        Assert.False(await TakeAsync("other"));
        await PassAsync(Second);
        Assert.True(await TakeAsync("other"));
        Assert.False(await TakeAsync("one"));
    }

    [Fact]
    public async Task Who_takes_it_again_extends_it()
    {
        await TakeAsync("one");
        await PassAsync(Lease - Second);
        Assert.True(await TakeAsync("one"));
        await PassAsync(Lease - Second);

        Assert.False(await TakeAsync("other"));
    }

    [Fact]
    public async Task Who_gives_it_back_leaves_it_to_others_at_once()
    {
        await TakeAsync("one");

        await Management.TakeDutyAsync("sweep", "one", TimeSpan.Zero, Cancellation);

        Assert.True(await TakeAsync("other"));
    }

    [Fact]
    public async Task Duties_do_not_know_of_each_other()
    {
        await TakeAsync("one");

        Assert.True(await Management.TakeDutyAsync("polish", "other", Lease, Cancellation));
    }

    [Fact]
    public async Task It_outlives_the_provider_that_took_it()
    {
        await TakeAsync("one");

        await RestartAsync();

        Assert.False(await TakeAsync("other"));
    }

    [Fact]
    public async Task Of_two_nodes_that_want_it_at_once_one_gets_it()
    {
        var node = await OpenNodeAsync();
        for (var round = 0; round < 10; round++)
        {
            var duty = $"duty-{round}";
            var taken = await Task.WhenAll(
                Task.Run(() => Provider.Management!.TakeDutyAsync(duty, "one", Lease, Cancellation)),
                Task.Run(() => node.Management!.TakeDutyAsync(duty, "two", Lease, Cancellation))
            );

            Assert.Single(taken, isTaken => isTaken);
        }
    }

    private Task<bool> TakeAsync(string owner) => Management.TakeDutyAsync("sweep", owner, Lease, Cancellation);
}
