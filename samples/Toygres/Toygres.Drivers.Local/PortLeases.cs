using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Toygres.Drivers.Local;

/// <summary>
/// Which instance has which port. A lease is a symbolic link with the port for a name and the instance for a target: it is made
/// in one step, and of two who want to make it one fails.
/// </summary>
internal sealed class PortLeases(LocalOptions options, Layout layout)
{
    /// <summary>The port of an instance; null for none. Of more than one, which a crash can leave, it is the last.</summary>
    public int? Find(InstanceName instance) =>
        All().Where(lease => lease.Instance == instance.Value).Select(lease => (int?)lease.Port).Max();

    /// <summary>The port of an instance, which gets one if it has none.</summary>
    public int Take(InstanceName instance) => Find(instance) ?? TakeAbove(instance, options.FirstPort - 1);

    /// <summary>Gives an instance another port, because somebody else listens at its own.</summary>
    public int Move(InstanceName instance)
    {
        var port = Find(instance) ?? options.FirstPort - 1;
        var next = TakeAbove(instance, port);
        options.Step("give the old port back");
        Release(instance, except: next);
        return next;
    }

    /// <summary>Gives back what an instance has.</summary>
    public void Release(InstanceName instance, int? except = null)
    {
        foreach (var (port, owner) in All())
        {
            if (owner == instance.Value && port != except)
            {
                File.Delete(PathOf(port));
            }
        }
    }

    public IEnumerable<(int Port, string Instance)> All() =>
        from file in new DirectoryInfo(layout.Ports).EnumerateFiles()
        where file.LinkTarget is not null
        select (int.Parse(file.Name, CultureInfo.InvariantCulture), file.LinkTarget);

    /// <summary>Whether nobody listens at a port.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // It goes round, so that an instance which moves gets a higher port for as long as there is one.
    private int TakeAbove(InstanceName instance, int port)
    {
        var first = options.FirstPort;
        // A lease may be from a time when the first port was a lower one.
        var above = Math.Max(port + 1 - first, 0);
        for (var tried = 0; tried < options.Ports; tried++)
        {
            var next = first + (above + tried) % options.Ports;
            if (!IsLeased(next) && IsFree(next) && TryLease(next, instance))
            {
                return next;
            }
        }
        throw new DriverException(
            $"{instance} gets no port: all {options.Ports} from {first} on are taken. Delete an instance, or raise Ports."
        );
    }

    private bool TryLease(int port, InstanceName instance)
    {
        try
        {
            File.CreateSymbolicLink(PathOf(port), instance.Value);
            return true;
        }
        catch (IOException) when (IsLeased(port))
        {
            return false;
        }
    }

    private bool IsLeased(int port) => new FileInfo(PathOf(port)).LinkTarget is not null;

    private string PathOf(int port) => Path.Combine(layout.Ports, port.ToString(CultureInfo.InvariantCulture));
}
