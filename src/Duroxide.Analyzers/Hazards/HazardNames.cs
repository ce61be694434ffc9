namespace Duroxide.Analyzers;

/// <summary>The names behind <see cref="HazardTable"/>: a type, and its members; <c>new</c> is its constructors.</summary>
static class HazardNames
{
    public static readonly string[] Clocks =
    [
        "System.DateTime Now UtcNow Today",
        "System.DateTimeOffset Now UtcNow",
        "System.Diagnostics.Stopwatch *",
        "System.Environment TickCount TickCount64",
        "System.TimeProvider GetUtcNow GetLocalNow GetTimestamp GetElapsedTime",
    ];

    public static readonly string[] Guids = ["System.Guid NewGuid CreateVersion7"];

    // A hash code of a text is another one in each process.
    public static readonly string[] Chance =
    [
        "System.HashCode *",
        "System.IO.Path GetRandomFileName",
        "System.Random Shared",
        "System.Security.Cryptography.RandomNumberGenerator *",
        "System.String GetHashCode",
    ];

    public static readonly string[] Surroundings =
    [
        "Microsoft.Extensions.Configuration.ConfigurationBinder *",
        "Microsoft.Extensions.Configuration.IConfiguration *",
        "Microsoft.Extensions.Options.IOptions`1 Value",
        "Microsoft.Extensions.Options.IOptionsMonitor`1 CurrentValue Get",
        "Microsoft.Extensions.Options.IOptionsSnapshot`1 Get",
        "System.AppContext *",
        "System.AppDomain *",
        "System.DateTime ToLocalTime",
        "System.DateTimeOffset LocalDateTime ToLocalTime",
        "System.Environment * -NewLine -FailFast",
        "System.OperatingSystem *",
        "System.Runtime.InteropServices.RuntimeInformation *",
        "System.TimeZoneInfo Local FindSystemTimeZoneById TryFindSystemTimeZoneById GetSystemTimeZones ConvertTimeBySystemTimeZoneId",
    ];

    public static readonly string[] World =
    [
        "Duroxide.DuroxideClient *",
        "Duroxide.ManagementClient *",
        "Microsoft.EntityFrameworkCore.DbContext *",
        "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions *",
        "Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade *",
        "System.Console *",
        "System.Data.Common.DbCommand *",
        "System.Data.Common.DbConnection *",
        "System.Data.Common.DbDataReader *",
        "System.Data.Common.DbDataSource *",
        "System.Data.Common.DbTransaction *",
        "System.Data.IDbCommand *",
        "System.Data.IDbConnection *",
        "System.Diagnostics.Process *",
        "System.IO.Directory *",
        "System.IO.DirectoryInfo *",
        "System.IO.DriveInfo *",
        "System.IO.File *",
        "System.IO.FileInfo *",
        "System.IO.FileStream *",
        "System.IO.FileSystemInfo *",
        "System.IO.FileSystemWatcher *",
        "System.IO.Path Exists GetTempFileName GetTempPath",
        "System.IO.Pipes.PipeStream *",
        "System.Net.Dns *",
        "System.Net.Http.HttpMessageInvoker *",
        "System.Net.Http.Json.HttpClientJsonExtensions *",
        "System.Net.Mail.SmtpClient *",
        "System.Net.NetworkInformation.Ping *",
        "System.Net.Sockets.NetworkStream *",
        "System.Net.Sockets.Socket *",
        "System.Net.Sockets.TcpClient *",
        "System.Net.Sockets.TcpListener *",
        "System.Net.Sockets.UdpClient *",
        "System.Net.WebClient *",
        "System.Net.WebRequest *",
        "System.Net.WebSockets.WebSocket *",
    ];

    public static readonly string[] Threads =
    [
        "System.ComponentModel.BackgroundWorker *",
        "System.Linq.ParallelEnumerable AsParallel",
        "System.Threading.Tasks.Parallel *",
        "System.Threading.Tasks.Task Run Start",
        "System.Threading.Tasks.TaskFactory StartNew",
        "System.Threading.Tasks.TaskFactory`1 StartNew",
        "System.Threading.Thread * -Yield -MemoryBarrier",
        "System.Threading.ThreadPool *",
    ];

    public static readonly string[] Timers =
    [
        "System.Threading.CancellationTokenSource CancelAfter",
        "System.Threading.PeriodicTimer *",
        "System.Threading.Tasks.Task Delay",
        "System.Threading.Tasks.TimeProviderTaskExtensions *",
        "System.Threading.Timer *",
        "System.TimeProvider CreateTimer",
        "System.Timers.Timer *",
    ];

    public static readonly string[] Blocks =
    [
        "System.Collections.Concurrent.BlockingCollection`1 Add Take TryAdd TryTake GetConsumingEnumerable",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter GetResult",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter GetResult",
        "System.Runtime.CompilerServices.TaskAwaiter GetResult",
        "System.Runtime.CompilerServices.TaskAwaiter`1 GetResult",
        "System.Runtime.CompilerServices.ValueTaskAwaiter GetResult",
        "System.Runtime.CompilerServices.ValueTaskAwaiter`1 GetResult",
        "System.Threading.Barrier SignalAndWait",
        "System.Threading.CountdownEvent Wait",
        "System.Threading.Lock Enter EnterScope TryEnter",
        "System.Threading.ManualResetEventSlim Wait",
        "System.Threading.Monitor *",
        "System.Threading.ReaderWriterLock *",
        "System.Threading.ReaderWriterLockSlim EnterReadLock EnterWriteLock EnterUpgradeableReadLock TryEnterReadLock TryEnterWriteLock",
        "System.Threading.SemaphoreSlim Wait",
        "System.Threading.SpinLock Enter TryEnter",
        "System.Threading.SpinWait *",
        "System.Threading.Tasks.Task Wait WaitAll WaitAny",
        "System.Threading.Tasks.Task`1 Result",
        "System.Threading.Tasks.ValueTask`1 Result",
        "System.Threading.Thread Sleep Join SpinWait",
        "System.Threading.WaitHandle *",
    ];

    public static readonly string[] Races = ["System.Threading.Tasks.Task WhenAny WhenEach"];

    public static readonly string[] Joins = ["System.Threading.Tasks.Task WhenAll"];

    // It does not come back to the orchestration after a message that was waited for.
    public static readonly string[] Sequences = ["System.Threading.Channels.ChannelReader`1 ReadAllAsync"];

    public static readonly string[] Cultures = ["System.Globalization.CultureInfo CurrentCulture CurrentUICulture"];
}
