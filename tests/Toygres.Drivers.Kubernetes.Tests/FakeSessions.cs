using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>Comes into the servers of a cluster by their names, with their passwords.</summary>
internal sealed class FakeSessions(ClusterGround ground) : ISessions
{
    public async Task<Pulse> CheckAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancellationToken
    )
    {
        var name = InstanceName.Parse(endpoint.Host.Split('.')[0]);
        if (await ground.Driver.CheckAsync(name, cancellationToken) is not ObservedState.Ready)
        {
            throw new IOException($"{name} takes no sessions.");
        }
        var secret = await ground.Secrets.FindAsync(password, cancellationToken);
        var server = ground.ServerOf(name);
        return Knows(server.Verifier, secret)
            ? new Pulse("PostgreSQL 17", 1, 1, server.IsFollower)
            : throw new IOException($"{name} is given a wrong password.");
    }

    public async Task<QueryResult> QueryAsync(
        Endpoint endpoint,
        SecretReference password,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    )
    {
        await CheckAsync(endpoint, password, cancellationToken);
        return new QueryResult([], [], 0, false);
    }

    // As a server checks a password: SCRAM-SHA-256$rounds:salt$stored:server.
    private static bool Knows(string? verifier, Secret? secret)
    {
        if (verifier is null || secret is null)
        {
            return false;
        }
        var parts = verifier.Split('$', ':');
        var key = Rfc2898DeriveBytes.Pbkdf2(
            secret.Reveal(),
            Convert.FromBase64String(parts[2]),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            HashAlgorithmName.SHA256,
            SHA256.HashSizeInBytes
        );
        var stored = SHA256.HashData(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("Client Key")));
        return Convert.ToBase64String(stored) == parts[3];
    }
}
