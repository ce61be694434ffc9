using APP_NAMESPACE;
using Duroxide;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDuroxide(duroxide =>
    duroxide
        .UseProvider(_ => Store(builder.Configuration))
        .Configure(builder.Configuration.GetSection("Duroxide"))
        .AddFromAssembly()
);
builder.Services.AddHealthChecks().AddDuroxide().AddDuroxideReadiness();
builder.Services.AddTelemetry(builder.Configuration);
builder.Services.AddProblemDetails();
builder.Services.ConfigureHttpJsonOptions(http =>
{
    // What lacks a field is refused here rather than met in the workflow.
    http.SerializerOptions.RespectNullableAnnotations = true;
    http.SerializerOptions.RespectRequiredConstructorParameters = true;
});

var app = builder.Build();
app.UseStatusCodePages();
app.MapOrders();
app.MapHealthChecks("/health", new() { Predicate = check => !check.Tags.Contains("ready") });
app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });

// It answers this machine only, until it is given a policy: .RequireAuthorization("operators").
app.MapDuroxide("/duroxide");
await app.RunAsync();

// A file is enough for one machine; many share a database.
static IProvider Store(IConfiguration configuration) =>
    configuration.GetConnectionString("Orders") is { Length: > 0 } database
        ? new PostgreSqlProvider(database)
        : new SqliteProvider("orders.db");
