namespace Toygres.Drivers.Local;

/// <summary>
/// Lets one call at a time work on an instance or image, among all processes of the machine. The lock is one of the operating
/// system, so that it ends with the process that holds it.
/// </summary>
internal sealed class InstanceLocks(Layout layout)
{
    public IDisposable Take(string name)
    {
        try
        {
            return new FileStream(
                Path.Combine(layout.Locks, name),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException busy)
        {
            throw new DriverException($"Another call works on {name}. Try again when it has ended.", busy);
        }
    }
}
