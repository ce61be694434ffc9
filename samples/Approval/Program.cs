using Approval;
using Duroxide;
using Duroxide.Sqlite;

Dictionary<InstanceId, Expense> expenses = new()
{
    ["expense-1"] = new("lunch", 40),
    ["expense-2"] = new("conference", 900),
    ["expense-3"] = new("yacht", 2_000_000),
};

var office = new Office();
var approve = new ApproveExpense(office.SendRequest).Orchestration;

if (args is [['-', ..], ..])
{
    Console.WriteLine("Usage: Approval [file]. The file keeps the expenses.");
    return;
}

await using var provider = new SqliteProvider(args.FirstOrDefault() ?? "approval.db");
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(office.SendRequest).Add(approve).Build()
);
var client = runtime.Client;
var working = office.WorkAsync(client);

// What was handed in before is in the file already, with its answer or still on its way to one.
var areNew = await client.StartOrchestrationsAsync(
    approve,
    expenses.Select(entry => new InstanceStart<Expense>(entry.Key, entry.Value))
);
Console.WriteLine($"{areNew.Count(isNew => isNew)} of {expenses.Count} expenses are new");
foreach (var (instance, expense) in expenses)
{
    var answer = await client.WaitForCompletionAsync(approve, instance, TimeSpan.FromMinutes(1));
    var verdict = answer.IsApproved ? "approved" : "declined";
    Console.WriteLine($"{expense.What}: {verdict}, {answer.Remark}");
}

office.Close();
await working;
