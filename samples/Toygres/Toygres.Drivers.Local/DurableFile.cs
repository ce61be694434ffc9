using System.Text;

namespace Toygres.Drivers.Local;

/// <summary>Writes small files so that there is all of one or nothing.</summary>
internal static class DurableFile
{
    public const UnixFileMode ForEverybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // No name of ours has this sign, so that a draft is never taken for something whole.
    private const char Draft = '~';

    /// <summary>Where a file is written before it stands in its place.</summary>
    public static string DraftOf(string path) => $"{path}{Draft}{Guid.NewGuid():N}";

    /// <summary>The name of the file that a draft is of; that itself when it is whole.</summary>
    public static string WholeOf(string name) => name.Split(Draft)[0];

    /// <summary>Finds the drafts of a file that nobody made whole, because who wrote them was ended.</summary>
    public static IEnumerable<string> DraftsOf(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}{Draft}*");

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
        var draft = DraftOf(path);
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
