using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>A file that this process may only read is refused when it is opened, not at its first write.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReadOnlyTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(UnixFileMode.OtherRead, Everything)]
    [InlineData(UnixFileMode.OtherRead | UnixFileMode.OtherWrite, UnixFileMode.OtherRead | UnixFileMode.OtherExecute)]
    public async Task It_is_refused_with_what_to_do(UnixFileMode ofFile, UnixFileMode ofFolder)
    {
        await using (var provider = await Stores.OpenAsync(new SqliteOptions(file.Path)))
        {
            await provider.CreateAsync("one");
        }
        File.SetUnixFileMode(file.Path, ofFile);
        File.SetUnixFileMode(Path.GetDirectoryName(file.Path)!, ofFolder);

        await using var refused = new SqliteProvider(file.Path);
        var refusal = Assert.IsType<ProviderException>(AsNobody(() => _ = refused.Store));

        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("writable for this process|may write there", refusal.Message);
    }

    private const UnixFileMode Everything =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Whoever owns the machine may write everything, so the thread becomes somebody who does not.
    private static Exception? AsNobody(Action act)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            _ = SetUser(Nobody);
            thrown = Record.Exception(act);
        });
        thread.Start();
        thread.Join();
        return thrown;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetUser(uint user);
}
