using System.Runtime.InteropServices;
using Duroxide.PostgreSql;
using Duroxide.Runtime;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Duroxide.Nodes;

/// <summary>A process that works until it is told to stop, or is killed.</summary>
static class Worker
{
    /// <summary>What stands before the number of its turns when it has stopped.</summary>
    public const string Turns = "turns ";

    public static async Task<int> RunAsync(WorkerSettings settings)
    {
        var stop = new TaskCompletionSource();
        using var terminated = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stop.TrySetResult();
            }
        );
        await using var book = new Book(Source(settings), settings.BookSchema);
        await using var provider = new PostgreSqlProvider(
            new PostgreSqlOptions(Named(settings))
            {
                Schema = settings.Schema,
                OpenMode = PostgreSqlOpenMode.Existing,
                PollInterval = settings.PollInterval,
            }
        );
        using var logging = LoggerFactory.Create(log =>
            log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(line => line.SingleLine = true)
        );
        var workflows = new Workflows(book, settings.Name, settings.Release) { StepTime = settings.StepTime };
        await using (
            var runtime = await DuroxideRuntime.StartAsync(
                provider,
                workflows.Registry(),
                Options(settings) with
                {
                    Logging = logging,
                }
            )
        )
        {
            Console.WriteLine(Child.Ready);
            await stop.Task;
        }
        Console.WriteLine($"{Turns}{workflows.Turns}");
        return 0;
    }

    /// <summary>Connections for the steps.</summary>
    public static NpgsqlDataSource Source(WorkerSettings settings) => NpgsqlDataSource.Create(Named(settings));

    static string Named(WorkerSettings settings) =>
        new NpgsqlConnectionStringBuilder(settings.Database)
        {
            ApplicationName = settings.Name,
            MaxPoolSize = 16,
        }.ConnectionString;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static RuntimeOptions Options(WorkerSettings settings) =>
        new()
        {
            NodeId = settings.Name,
            OrchestrationConcurrency = settings.Turns,
            WorkerConcurrency = settings.Work,
            TurnLease = settings.TurnLease,
            ActivityLease = settings.WorkLease,
            SessionLease = settings.WorkLease,
            LongPoll = Longer(settings.PollInterval, TimeSpan.FromSeconds(30)),
            UnregisteredBackoff = new(TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromSeconds(1)),
        };
}
