namespace Toygres.Server.Tests;

/// <summary>One server for the tests of a class that leave it as it is.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ServerGround Ground { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Ground = await ServerGround.StartAsync();

    public ValueTask DisposeAsync() => Ground.DisposeAsync();
}
