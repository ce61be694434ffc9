namespace Duroxide.Tests;

/// <summary>Random programs under random arrivals: after every turn the live program equals one that starts over.</summary>
public class RandomProgramTests
{
    const int Programs = 400;
    const int Arrivals = 30;

    [Fact]
    public void A_live_program_decides_what_a_replayed_one_decides()
    {
        for (var seed = 0; seed < Programs; seed++)
        {
            var random = new Random(seed);
            try
            {
                Run(random);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} failed.", exception);
            }
        }
    }

    static void Run(Random random)
    {
        var program = new[] { RandomProgram.Of(random, 3), RandomProgram.Of(random, 3), RandomProgram.Of(random, 2) };
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared");
            var text = "";
            foreach (var part in program)
            {
                text += await part.Run(ctx, shared);
            }
            return text;
        });

        driver.Start();
        for (var arrival = 0; arrival < Arrivals && driver.Ending is null; arrival++)
        {
            if (random.Next(10) == 0)
            {
                driver.Restart();
            }
            driver.Take([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Next(random, driver))]);
        }

        Assert.False(driver.Ending is Ending.Failed, driver.Ending?.ToString());
    }

    static Delivery Next(Random random, Driver driver)
    {
        var open = driver.State.Open.Where(entry => entry.Value is not (Operation.Event or Operation.Message)).ToList();
        var name = random.Next(2) == 0 ? "x" : "y";
        if (open.Count == 0 || random.Next(3) == 0)
        {
            return new Delivery.Data(
                random.Next(2) == 0 ? Channel.Event : Channel.Queue,
                name,
                $"\"{random.Next(100)}\""
            );
        }
        var (id, operation) = open[random.Next(open.Count)];
        Outcome outcome =
            operation is Operation.Timer ? new Outcome.Fired()
            : random.Next(4) == 0
                ? new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, $"f{random.Next(100)}"))
            : new Outcome.Succeeded($"\"{random.Next(100)}\"");
        return new Delivery.Answer(ExecutionId.First, id, outcome);
    }
}
