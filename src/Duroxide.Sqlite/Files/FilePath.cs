using System.Runtime.InteropServices;
using System.Text;

namespace Duroxide.Sqlite;

/// <summary>The device and the number of a file, which stay the same for as long as it exists, whatever its name.</summary>
readonly record struct FileIdentity(ulong Device, ulong Number);

/// <summary>A path of which is asked again and again what it leads to.</summary>
sealed class FilePath(string path)
{
    const int NoSuchFile = 2;
    const int NoSuchFolder = 20;
    const int CurrentFolder = -100;
    const uint NumberIsWanted = 0x100;

    static volatile bool isUnknownHere;

    readonly byte[] text = Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>Looks where the path leads.</summary>
    /// <param name="identity">What is there; the same for all files where the system does not tell, as on Windows, where nobody can take an open file away.</param>
    /// <returns>Whether something is there; null when the system does not say.</returns>
    public bool? TryIdentify(out FileIdentity identity)
    {
        identity = default;
        if (!isUnknownHere && !OperatingSystem.IsWindows())
        {
            try
            {
                return TryAsk(out identity);
            }
            catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
            {
                isUnknownHere = true;
            }
        }
        return File.Exists(path);
    }

    bool? TryAsk(out FileIdentity identity)
    {
        int result;
        if (OperatingSystem.IsLinux())
        {
            result = ReadLinux(CurrentFolder, text, flags: 0, NumberIsWanted, out var found);
            identity = new(((ulong)found.Major << 32) | found.Minor, found.Number);
        }
        else
        {
            result =
                RuntimeInformation.ProcessArchitecture == Architecture.X64
                    ? ReadAppleX64(text, out var found)
                    : ReadApple(text, out found);
            identity = new(found.Device, found.Number);
        }
        return result == 0 ? true
            : Marshal.GetLastPInvokeError() is NoSuchFile or NoSuchFolder ? false
            : null;
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ReadLinux(int folder, byte[] path, int flags, uint mask, out LinuxFile file);

    [DllImport("libc", EntryPoint = "stat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ReadApple(byte[] path, out AppleFile file);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ReadAppleX64(byte[] path, out AppleFile file);

    // The same on every processor, unlike the older calls.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct LinuxFile
    {
        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint Major;

        [FieldOffset(140)]
        public uint Minor;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct AppleFile
    {
        [FieldOffset(0)]
        public uint Device;

        [FieldOffset(8)]
        public ulong Number;
    }
}
