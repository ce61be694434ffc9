using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Duroxide.Sqlite.Tests;

/// <summary>Counts how often SQLite asks the system to bring a file to the disk, as <c>strace</c> would: its own file layer with a counter in front.</summary>
internal static class DiskSyncs
{
    // The places of sqlite3_vfs and sqlite3_io_methods, which SQLite has promised to keep: https://sqlite.org/c3ref/vfs.html
    private static readonly int LayerName = 3 * IntPtr.Size;
    private static readonly int LayerOpen = 5 * IntPtr.Size;
    private static readonly int LayerSize = 21 * IntPtr.Size;
    private static readonly int MethodsSync = 5 * IntPtr.Size;
    private static readonly int MethodsSize = 19 * IntPtr.Size;

    private static readonly ConcurrentDictionary<string, int> Counts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<IntPtr, string> Paths = new();
    private static readonly ConcurrentDictionary<IntPtr, (IntPtr Counting, SyncFile Sync)> Methods = new();
    private static readonly IntPtr System = Find(null);
    private static readonly OpenFile OpenOfSystem = Marshal.GetDelegateForFunctionPointer<OpenFile>(
        Marshal.ReadIntPtr(System, LayerOpen)
    );

    // Kept, or they would be collected while SQLite still calls them.
    private static readonly OpenFile OpenCounting = Open;
    private static readonly SyncFile SyncCounting = Sync;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenFile(IntPtr layer, IntPtr path, IntPtr file, int flags, IntPtr opened);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SyncFile(IntPtr file, int flags);

    /// <summary>Puts the counter in front of all files that this process opens from now on.</summary>
    public static void Count()
    {
        var layer = Copy(System, LayerSize);
        Marshal.WriteIntPtr(layer, LayerName, Marshal.StringToHGlobalAnsi("counting"));
        Marshal.WriteIntPtr(layer, LayerOpen, Marshal.GetFunctionPointerForDelegate(OpenCounting));
        Assert.Equal(0, Register(layer, isDefault: 1));
    }

    /// <summary>How often a file was brought to the disk so far.</summary>
    public static int Of(string path) => Counts.GetValueOrDefault(path);

    private static int Open(IntPtr layer, IntPtr path, IntPtr file, int flags, IntPtr opened)
    {
        var result = OpenOfSystem(System, path, file, flags, opened);
        var methods = Marshal.ReadIntPtr(file);
        if (result == 0 && methods != IntPtr.Zero && path != IntPtr.Zero)
        {
            Paths[file] = Marshal.PtrToStringUTF8(path)!;
            Marshal.WriteIntPtr(file, Methods.GetOrAdd(methods, WithCounter).Counting);
        }
        return result;
    }

    private static (IntPtr, SyncFile) WithCounter(IntPtr methods)
    {
        var counting = Copy(methods, MethodsSize);
        var sync = Marshal.GetDelegateForFunctionPointer<SyncFile>(Marshal.ReadIntPtr(methods, MethodsSync));
        Marshal.WriteIntPtr(counting, MethodsSync, Marshal.GetFunctionPointerForDelegate(SyncCounting));
        return (counting, sync);
    }

    private static int Sync(IntPtr file, int flags)
    {
        Counts.AddOrUpdate(Paths[file], 1, (_, count) => count + 1);
        var methods = Marshal.ReadIntPtr(file);
        return Methods.Values.First(known => known.Counting == methods).Sync(file, flags);
    }

    private static IntPtr Copy(IntPtr from, int size)
    {
        var bytes = new byte[size];
        Marshal.Copy(from, bytes, 0, size);
        var copy = Marshal.AllocHGlobal(size);
        Marshal.Copy(bytes, 0, copy, size);
        return copy;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr Find(string? name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int Register(IntPtr layer, int isDefault);
}
