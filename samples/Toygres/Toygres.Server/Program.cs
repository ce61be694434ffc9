using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Toygres.Server;

// Try it: dotnet run --project samples/Toygres/Toygres.Server
try
{
    using var host = await ToygresServer.BuildAsync(args);
    var options = host.Services.GetRequiredService<ServerOptions>();
    var first =
        options.Role is ServerRole.Worker
            ? null
            : await host.Services.GetRequiredService<Accounts>().BeginAsync(default);
    await host.StartAsync();
    foreach (
        var line in Greeting.Of(
            options,
            host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>(),
            first
        )
    )
    {
        Console.WriteLine(line);
    }
    await host.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is StartException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
