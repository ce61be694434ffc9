using SQLitePCL;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>Lets a store die at one of its writes, leaving behind exactly the files that a killed process would leave.</summary>
internal sealed class CrashPoint(string path, int at) : ISqliteFaults
{
    private static readonly string[] Suffixes = ["", "-wal", "-journal"];

    private string? image;

    /// <summary>How many points were passed.</summary>
    public int Count { get; private set; }

    /// <summary>Where it died: the write, and whether before it.</summary>
    public string? Where { get; private set; }

    public void Reach(string write, bool before)
    {
        if (image is null && Count++ == at)
        {
            Where = $"{(before ? "before" : "after")} {write}";
            image = path + ".image";
            foreach (var suffix in Suffixes)
            {
                if (File.Exists(path + suffix))
                {
                    File.Copy(path + suffix, image + suffix, overwrite: true);
                }
            }
        }
        if (image is not null)
        {
            throw new SqliteFailure(raw.SQLITE_IOERR, raw.SQLITE_IOERR, "the process died", Where!);
        }
    }

    /// <summary>Puts the files back as they were when it died.</summary>
    /// <param name="forgets">Whether its log is lost, as it may never be.</param>
    public void Restore(bool forgets)
    {
        File.Delete(path + "-shm");
        if (forgets)
        {
            File.Delete(image + "-wal");
        }
        foreach (var suffix in Suffixes)
        {
            File.Delete(path + suffix);
            if (File.Exists(image + suffix))
            {
                File.Move(image + suffix, path + suffix);
            }
        }
    }
}
