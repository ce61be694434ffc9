using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Toygres.Server;

/// <summary>What is printed when a server has started.</summary>
internal static class Greeting
{
    /// <param name="options">How it works.</param>
    /// <param name="addresses">Where it listens; null when it does not.</param>
    /// <param name="first">What was made up, and is told here alone; null for nothing.</param>
    public static IEnumerable<string> Of(
        ServerOptions options,
        IServerAddressesFeature? addresses,
        (string Password, string Key)? first
    )
    {
        foreach (var address in addresses?.Addresses ?? [])
        {
            yield return $"toygres listens at {address}";
        }
        yield return $"It holds the fleet of {Path.GetFullPath(options.Root)}, as {options.Role.ToString().ToLowerInvariant()}.";
        if (first is var (password, key))
        {
            yield return "Nobody has come in yet. Keep these; as long as nobody comes in, each start makes others:";
            yield return $"  password of {Accounts.Admin}: {password}";
            yield return $"  key of {Accounts.Admin}: {key}";
        }
    }
}
