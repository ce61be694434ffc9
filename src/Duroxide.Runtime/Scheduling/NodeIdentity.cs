using System.Security.Cryptography;

namespace Duroxide.Runtime;

/// <summary>Names for nodes that were not given one.</summary>
static class NodeIdentity
{
    /// <summary>A name that no other node has: the machine's, the process's number and 64 random bits.</summary>
    public static string New() =>
        $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
}
