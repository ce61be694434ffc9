namespace Toygres.Web.Tests;

/// <summary>Each page in each kind of window, without a scroll to the side. UPDATE_DOCS=1 writes the pictures of the readme.</summary>
public sealed class Screenshots(Chromium chromium, FleetApp app) : IClassFixture<FleetApp>
{
    private static readonly string[] Shown =
    [
        "fleet-1280-light",
        "fleet-400-light",
        "instance-1280-light",
        "instance-1280-dark",
        "instance-400-dark",
        "operation-1280-light",
        "create-1280-light",
        "images-1280-light",
        "replicas-1280-light",
        "system-1280-light",
    ];

    private static int filled;
    private static Showcase? showcase;

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Each_page_fits_its_window_and_is_photographed(int width, ColorScheme scheme)
    {
        if (Interlocked.Exchange(ref filled, 1) == 0)
        {
            showcase = await Showcase.FillAsync(app);
        }
        var height = width == 400 ? 900 : 800;
        await using var visitor = await Visitor.ComeAsync(
            chromium,
            app,
            Roles.Admin,
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = scheme,
            }
        );
        foreach (var (name, path) in showcase!.Pages)
        {
            Assert.InRange(await visitor.GoAsync(path), 200, 399);
            var wide = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{name} is {wide} pixels wide.");
            var picture = $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}";
            if (Shown.Contains(picture))
            {
                await visitor.Page.ScreenshotAsync(new() { Path = PathOf(picture), FullPage = true });
            }
        }
        Assert.Empty(visitor.Complaints);
    }

    private static string PathOf(string picture)
    {
        var folder =
            Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1"
                ? Clone.PathOf("samples", "Toygres", "images")
                : Path.Combine(AppContext.BaseDirectory, "images");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{picture}.png");
    }
}
