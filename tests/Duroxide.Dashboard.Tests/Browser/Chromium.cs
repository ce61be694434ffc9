using Duroxide.Dashboard.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Duroxide.Dashboard.Tests;

/// <summary>A real browser, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Names a Chromium to use in place of the one that is installed.</summary>
    const string Variable = "DUROXIDE_TEST_CHROMIUM";

    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Program(),
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }

    static string Program() =>
        Environment.GetEnvironmentVariable(Variable)
        ?? Places.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"No Chromium is installed. Run tests/run, which installs it, or name one in {Variable}."
        );
}
