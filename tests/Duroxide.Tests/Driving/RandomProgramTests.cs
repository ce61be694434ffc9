namespace Duroxide.Tests;

/// <summary>
/// Random programs under random arrivals: after every turn the live program equals one that starts over, each message is
/// read once or waits to be read, and no program hangs that is given all it waits for.
/// </summary>
public class RandomProgramTests
{
    const int Programs = 400;
    const int RandomTurns = 25;
    const int Turns = 150;

    [Fact]
    public void A_live_program_decides_what_a_replayed_one_decides_and_loses_no_message_and_ends()
    {
        for (var seed = 0; seed < Programs; seed++)
        {
            try
            {
                new Life(seed).Live();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed} failed.", exception);
            }
        }
    }

    /// <summary>One instance over all its executions.</summary>
    sealed class Life(int seed)
    {
        readonly Random random = new(seed);
        readonly List<string> sent = [];
        readonly List<string> read = [];
        int messages;

        public void Live()
        {
            var program = RandomProgram.Whole(random);
            var driver = Driver.Of<int, string>(
                (ctx, _) => RandomProgram.InOrder(new RandomRun(ctx), program),
                input: 0
            );
            IReadOnlyList<Delivery> left = [new Delivery.Start()];
            for (var turn = 0; driver.Ending is null; turn++)
            {
                Assert.True(turn < Turns, $"It still waits for {driver.OpenCount} operations.");
                if (random.Next(10) == 0)
                {
                    driver.Restart();
                }
                var deliveries =
                    left.Count > 0 ? left
                    : turn < RandomTurns ? Some(driver)
                    : All(driver);
                driver.Take([.. deliveries]);
                left = [.. deliveries.Skip(driver.Last.Consumed)];
                sent.AddRange(Messages(deliveries.Take(driver.Last.Consumed)));
                CheckMessages(driver);
                if (driver.Last.Next is not null)
                {
                    var next = driver.Begin();
                    driver.Dispose();
                    driver = next;
                    left = [new Delivery.Start(), .. left];
                }
            }
            Assert.False(driver.Ending is Ending.Failed, driver.Ending.ToString());
            driver.Dispose();
        }

        // What an ended instance never read is nobody's.
        void CheckMessages(Driver driver)
        {
            read.AddRange(
                driver
                    .Last.Events.Select(e => e.Fact)
                    .OfType<Fact.Applied>()
                    .Select(applied => applied.Effect)
                    .OfType<Effect.SetValue>()
                    .Where(set => set.Key == RandomRun.Read)
                    .Select(set => set.Value)
            );
            Assert.Equal(read.Distinct(), read);
            if (driver.Last.Next is { } next)
            {
                Assert.Equal(sent.Order(), read.Concat(next.Carried.Select(message => message.Data)).Order());
            }
        }

        static IEnumerable<string> Messages(IEnumerable<Delivery> deliveries) =>
            deliveries
                .OfType<Delivery.Data>()
                .Where(data => data.Channel == Channel.Queue)
                .Select(data => data.Content);

        IReadOnlyList<Delivery> Some(Driver driver) =>
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(driver))];

        // What every open operation waits for.
        IReadOnlyList<Delivery> All(Driver driver) =>
            [.. driver.State.Open.Select(entry => Answer(driver, entry.Key, entry.Value))];

        Delivery Any(Driver driver)
        {
            var open = driver
                .State.Open.Where(entry => entry.Value is not (Operation.Event or Operation.Message))
                .ToList();
            if (open.Count == 0 || random.Next(3) == 0)
            {
                return Data(random.Next(3) == 0 ? Channel.Event : Channel.Queue, random.Next(2) == 0 ? "x" : "y");
            }
            var (id, operation) = open[random.Next(open.Count)];
            return Answer(driver, id, operation);
        }

        Delivery Answer(Driver driver, EventId id, Operation operation) =>
            operation switch
            {
                Operation.Timer => new Delivery.Answer(driver.ExecutionId, id, new Outcome.Fired()),
                Operation.Event wait => Data(Channel.Event, wait.Name),
                Operation.Message wait => Data(Channel.Queue, wait.Queue),
                Operation.Activity or Operation.SubOrchestration => new Delivery.Answer(
                    driver.ExecutionId,
                    id,
                    random.Next(4) == 0
                        ? new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, "broken"))
                        : new Outcome.Succeeded($"\"{random.Next(100)}\"")
                ),
            };

        Delivery Data(Channel channel, string name) => new Delivery.Data(channel, name, $"\"{name}{messages++}\"");
    }
}
