using System.Security.Cryptography;
using System.Text;

namespace Toygres;

/// <summary>
/// What a server keeps of a password: with it a password can be checked, and not be found. It is made here, so that the
/// password itself is in no statement that a server could log.
/// </summary>
public static class Verifier
{
    private const int Rounds = 4096;
    private const int SaltBytes = 16;

    /// <summary>Makes it of a password, with a salt of its own.</summary>
    public static string Of(Secret secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var key = Rfc2898DeriveBytes.Pbkdf2(
            secret.Reveal(),
            salt,
            Rounds,
            HashAlgorithmName.SHA256,
            SHA256.HashSizeInBytes
        );
        var client = SHA256.HashData(Keyed(key, "Client Key"));
        var server = Keyed(key, "Server Key");
        return $"SCRAM-SHA-256${Rounds}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(client)}:{Convert.ToBase64String(server)}";
    }

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));
}
