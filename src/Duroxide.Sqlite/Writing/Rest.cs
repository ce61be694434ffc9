using System.Runtime.InteropServices;

namespace Duroxide.Sqlite;

/// <summary>Gives the memory of the page cache back once the writer has had nothing to do for a while.</summary>
/// <remarks>What it reads next comes from the system's own cache of the file, which takes microseconds a page.</remarks>
/// <param name="connection">The writer's connection.</param>
/// <param name="clock">The machine's own: memory is the process's, whatever time its store goes by.</param>
sealed class Rest(Connection connection, TimeProvider clock)
{
    /// <summary>How long the writer must have had nothing to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // What is less is not worth a look at all of the process's free memory.
    const int Much = 4 << 20;

    long? last;

    /// <summary>Notes that the cache was used.</summary>
    public void NoteUse() => last = clock.GetTimestamp();

    /// <summary>Looks whether it is time, whenever the writer has nothing to do.</summary>
    public void Look()
    {
        if (last is not { } used || clock.GetElapsedTime(used) < Patience)
        {
            return;
        }
        last = null;
        var before = connection.CachedBytes;
        connection.GiveMemoryBack();
        if (before - connection.CachedBytes >= Much && OperatingSystem.IsLinux())
        {
            GiveBackToSystem();
        }
    }

    // SQLite frees page by page, and GNU's library would keep what is free between two pieces that are in use.
    static void GiveBackToSystem()
    {
        try
        {
            _ = Trim(0);
        }
        catch (TypeLoadException)
        {
            // Another C library, such as musl, has another name or no such call.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Trim(nuint left);
}
