using System.Reflection;
using System.Text;

namespace Duroxide.Nodes;

/// <summary>This program once more, beside a framework that calls itself the next minor version.</summary>
static class NextFramework
{
    const string File = "Duroxide.Runtime.dll";

    static readonly Lazy<string> Made = new(Make);

    /// <summary>The folder in which it lies; it is gone at the end of this process.</summary>
    public static string Folder => Made.Value;

    static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-next-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var place in Directory.GetDirectories(AppContext.BaseDirectory))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(place)), place);
        }
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
        var framework = Path.Combine(folder, File);
        System.IO.File.WriteAllBytes(framework, Renamed(System.IO.File.ReadAllBytes(framework)));
        return folder;
    }

    // An attribute holds its text behind its length, so another text of that length may stand there.
    static byte[] Renamed(byte[] assembly)
    {
        var now = typeof(DuroxideRuntime)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
        var version = SemanticVersion.Parse(now.Split('+')[0]);
        var next = now.Replace(
            $"{version.Major}.{version.Minor}.",
            $"{version.Major}.{version.Minor + 1}.",
            StringComparison.Ordinal
        );
        var at = assembly.AsSpan().IndexOf([(byte)now.Length, .. Encoding.UTF8.GetBytes(now)]);
        if (at < 0 || next.Length != now.Length)
        {
            throw new InvalidOperationException($"{File} cannot be made to say {next} in place of {now}.");
        }
        Encoding.UTF8.GetBytes(next).CopyTo(assembly.AsSpan(at + 1));
        return assembly;
    }
}
