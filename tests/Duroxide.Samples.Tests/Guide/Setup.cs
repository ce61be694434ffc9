using Duroxide.Hosting;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>How a program puts a store, code and options together.</summary>
public static partial class Setup
{
    public static Registry Compose(Registry billing) =>
        new RegistryBuilder().Merge(billing).Add(Activities.Download).Add(State.Child).Build();

    public static async Task<DuroxideRuntime> StartAsync(
        IProvider provider,
        Registry registry,
        ILoggerFactory logging
    ) =>
        await DuroxideRuntime.StartAsync(
            provider,
            registry,
            new RuntimeOptions
            {
                WorkerConcurrency = 16,
                ActivityLease = TimeSpan.FromMinutes(1),
                Limits = Limits.Default with { InputBytes = 64 * 1024 },
                Logging = logging,
            }
        );

    public static RuntimeOptions Workers =>
        new()
        {
            OrchestrationConcurrency = 0,
            Tags = new TagFilter.Tags(["gpu"]),
            NodeId = "gpu-1",
            MaxSessions = 4,
        };

    public static IProvider Store =>
        new SqliteProvider(new SqliteOptions("orders.db") { Synchronous = SqliteSynchronous.Normal });

    public static IProvider Shared =>
        new PostgreSqlProvider(
            new PostgreSqlOptions("Host=db;Database=shop;Username=orders;SSL Mode=VerifyFull") { Schema = "orders" }
        );

    public static Databases Sharded(string east, string west) =>
        new([
            .. Enumerable
                .Range(0, 16)
                .Select(number => new PostgreSqlProvider(
                    new PostgreSqlOptions(number < 8 ? east : west) { Schema = $"orders_{number}", Connections = 2 }
                )),
        ]);

    public static readonly ActivityName<string, Unit> Mail = new("mail/send");

    public static void AddToHost(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDuroxide(duroxide =>
            duroxide
                .UseProvider(_ => new SqliteProvider("orders.db"))
                .Register(registry => registry.Add(State.Child))
                .AddActivity<SendMail, string, Unit>(Mail)
                .Configure(configuration.GetSection("Duroxide"))
        );
        services.AddHealthChecks().AddDuroxide().AddDuroxideReadiness();
    }

    internal sealed class SendMail(ILogger<SendMail> log) : IActivity<string>
    {
        public Task RunAsync(ActivityContext context, string input)
        {
            log.LogInformation("Mail to {Address} for {Instance}", input, context.Instance);
            return Task.CompletedTask;
        }
    }
}
