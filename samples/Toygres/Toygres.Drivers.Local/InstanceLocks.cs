namespace Toygres.Drivers.Local;

/// <summary>
/// Lets one call at a time work on an instance or image, among all processes of the machine. The lock is one of the operating
/// system, so that it ends with the process that holds it. Its file is there for as long as somebody holds it.
/// </summary>
internal sealed class InstanceLocks(Layout layout)
{
    private const int MostSeconds = 1_000_000_000;

    public IDisposable Take(string name)
    {
        var path = Path.Combine(layout.Locks, name);
        while (true)
        {
            var file = Open(name, path);
            if (StandsAt(path, file))
            {
                return new Held(path, file);
            }
            // Who had it took the file away between our opening and our lock: this one is nobody's any more.
            file.Dispose();
        }
    }

    private static FileStream Open(string name, string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new DriverException($"Another call works on {name}. Try again when it has ended.", busy);
        }
    }

    // A time that no other file has, in whole seconds as each file system keeps it, says that the path leads to ours.
    private static bool StandsAt(string path, FileStream file)
    {
        var mark = DateTime.UnixEpoch.AddSeconds(Random.Shared.Next(MostSeconds));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }

    private sealed class Held(string path, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            // Before the lock ends, so that what is taken away is never somebody else's.
            File.Delete(path);
            file.Dispose();
        }
    }
}
