using Chat;
using Duroxide;
using Duroxide.Sqlite;

if (args is [['-', ..], ..])
{
    Console.WriteLine("Usage: Chat [file] [bye]. The file keeps the conversation; bye ends it.");
    return;
}

// Say bye behind the name of the file to end the conversation.
var isLast = args is [_, Conversation.Goodbye];
InstanceId conversation = "chat-1";
string[] script = ["good morning", "it rains", "will it ever stop?"];

await using var provider = new SqliteProvider(args.FirstOrDefault() ?? "chat.db");
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(Conversation.Orchestration).Add(Chatbot.Reply).Build()
);
var client = runtime.Client;

// A conversation that an earlier run began goes on.
await client.StartOrchestrationAsync(Conversation.Orchestration, conversation, 0);
var talk = await Talk.OpenAsync(client, conversation);
foreach (var line in script)
{
    Console.WriteLine($"> {line}");
    Console.WriteLine(await talk.SayAsync(line));
}
if (isLast)
{
    Console.WriteLine(await talk.EndAsync());
}

// Values outlive the instance, until it is deleted.
Console.WriteLine($"The transcript has {(await talk.TranscriptAsync()).Length} lines.");
if (isLast)
{
    await client.Management.DeleteInstanceAsync(conversation);
}
