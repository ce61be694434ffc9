using Toygres.Drivers.Local;

namespace Toygres.Tests.Drivers.Local;

/// <summary>The locks of a root, which many take at a time and which leave nothing.</summary>
public class InstanceLocksTests
{
    private const int Rounds = 500;

    [Fact]
    public async Task One_at_a_time_has_a_lock_and_no_file_is_left_of_it()
    {
        await using var ground = new Ground();
        var (inside, most, taken) = (0, 0, 0);

        await Parallel.ForAsync(
            0,
            4,
            Ground.Cancel,
            (_, _) =>
            {
                var locks = new InstanceLocks(ground.Layout);
                for (var round = 0; round < Rounds; round++)
                {
                    try
                    {
                        using var held = locks.Take("orders-1f00ba42");
                        most = Math.Max(most, Interlocked.Increment(ref inside));
                        taken++;
                        Interlocked.Decrement(ref inside);
                    }
                    catch (DriverException busy)
                    {
                        Assert.Contains("Another call works on orders-1f00ba42", busy.Message);
                    }
                }
                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(1, most);
        Assert.InRange(taken, 1, 4 * Rounds);
        Assert.Empty(Directory.GetFiles(ground.Layout.Locks));
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_is_taken()
    {
        await using var ground = new Ground();
        var path = Path.Combine(ground.Layout.Locks, "orders-1f00ba42");
        await File.WriteAllTextAsync(path, "", Ground.Cancel);

        using (new InstanceLocks(ground.Layout).Take("orders-1f00ba42"))
        {
            Assert.True(File.Exists(path));
        }

        Assert.False(File.Exists(path));
    }
}
