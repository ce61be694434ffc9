using System.Text;

namespace Toygres.Drivers.Local;

/// <summary>Writes small files so that there is all of one or nothing.</summary>
internal static class DurableFile
{
    public const UnixFileMode ForEverybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file, in place of what is there.</summary>
    public static void Write(string path, string content, UnixFileMode mode) =>
        Write(path, content, mode, overwrite: true);

    /// <summary>Writes a file where there is none, and says whether it did.</summary>
    public static bool TryCreate(string path, string content, UnixFileMode mode)
    {
        if (File.Exists(path))
        {
            return false;
        }
        try
        {
            Write(path, content, mode, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static void Write(string path, string content, UnixFileMode mode, bool overwrite)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
        };
        try
        {
            using (var file = new FileStream(draft, options))
            {
                file.Write(Encoding.UTF8.GetBytes(content));
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
