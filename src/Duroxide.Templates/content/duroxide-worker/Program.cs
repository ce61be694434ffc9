using APP_NAMESPACE;
using Duroxide;
using Duroxide.Sqlite;

var builder = Host.CreateApplicationBuilder(args);
var settings = builder.Configuration.GetSection("Reports").Get<ReportSettings>() ?? new();
builder.Services.AddSingleton(settings);
builder.Services.AddDuroxide(duroxide =>
    duroxide
        .UseProvider(_ => new SqliteProvider(settings.Database))
        .Configure(builder.Configuration.GetSection("Duroxide"))
        .AddFromAssembly()
);
builder.Services.AddHostedService<Begin>();
await builder.Build().RunAsync();
