using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Toygres.Drivers.Local;

/// <summary>As whom servers run. PostgreSQL refuses to run as root.</summary>
/// <param name="Name">The name of the user.</param>
/// <param name="Ids">The ids to drop to; null when the driver is that user itself.</param>
internal sealed record ServerUser(string Name, (uint User, uint Group)? Ids)
{
    public static ServerUser Find(string name)
    {
        if (Environment.UserName != "root")
        {
            return new ServerUser(Environment.UserName, null);
        }
        var entry = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields is [var found, _, _, _, ..] && found == name);
        return entry is null
            ? throw new InvalidOperationException(
                $"There is no user '{name}' on this machine, and no server runs as root. Install the package postgresql, or name another user."
            )
            : new ServerUser(
                name,
                (uint.Parse(entry[2], CultureInfo.InvariantCulture), uint.Parse(entry[3], CultureInfo.InvariantCulture))
            );
    }

    /// <summary>The id that servers run with.</summary>
    public uint Id => Ids?.User ?? EffectiveUser();

    /// <summary>Gives a file or folder to the user; of a link the link alone.</summary>
    public void Give(string path)
    {
        if (Ids is var (user, group) && ChangeOwner(path, user, group) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{path} cannot be given to {Name}");
        }
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();
}
