using System.Runtime.InteropServices;
using Cluster;
using Duroxide.Servers;

var database = Environment.GetEnvironmentVariable(LocalPostgreSql.Variable);
if (args is ["worker", var name])
{
    return await Worker.RunAsync(name, database!);
}

var (orders, seed) = (1000, Random.Shared.Next(10_000));
for (var at = 0; at < args.Length; at += 2)
{
    if (at + 1 == args.Length || !int.TryParse(args[at + 1], out var number) || number < 1)
    {
        return Usage();
    }
    switch (args[at])
    {
        case "--orders":
            orders = number;
            break;
        case "--seed":
            seed = number;
            break;
        default:
            return Usage();
    }
}

// Whoever stops this run does not leave a server or workers behind.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    Console.WriteLine($"{orders} orders, seed {seed}");
    await using var server = string.IsNullOrEmpty(database) ? await LocalPostgreSql.StartAsync() : null;
    Console.WriteLine(server is null ? "the database is the one that is given" : "a PostgreSQL server has started");
    return await new Load(server?.ConnectionString ?? database!, orders, seed).RunAsync(stop.Token) ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("stopped");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

int Usage()
{
    Console.WriteLine(
        $"Usage: Cluster [--orders 1000] [--seed N]. {LocalPostgreSql.Variable} names a database to use, in which the schemas {Shop.StoreSchema} and {Shop.Schema} are made anew; without it a server of its own is started."
    );
    return args is ["--help"] ? 0 : 2;
}
