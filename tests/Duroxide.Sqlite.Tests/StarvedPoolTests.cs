using System.Diagnostics;

namespace Duroxide.Sqlite.Tests;

/// <summary>What keeps leases needs no thread that code of users can hold.</summary>
public class StarvedPoolTests
{
    [Fact]
    public async Task Activities_that_block_all_threads_of_a_small_pool_keep_their_leases()
    {
        using var file = new TemporaryFile();
        var program = Path.Combine(AppContext.BaseDirectory, "Duroxide.StarvedPool.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", program, file.Path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(3));
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal("16 completed, 16 begun", (await output + await errors).Trim());
    }
}
