using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Toygres.Drivers.Local;

/// <summary>Finds the one path of a file or folder that has no link, no dots and no doubled slash in it.</summary>
internal static class RealPath
{
    private const int LongestPath = 4096;

    public static string Of(string path)
    {
        var found = new byte[LongestPath];
        return Resolve(path, found) != 0
            ? Encoding.UTF8.GetString(found.AsSpan(0, found.AsSpan().IndexOf((byte)0)))
            : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"The folder {path} cannot be found");
    }

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true)]
    private static extern nint Resolve(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        [Out, MarshalAs(UnmanagedType.LPArray, SizeConst = LongestPath)] byte[] found
    );
}
