using Approval;
using Duroxide;
using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Sqlite;

Dictionary<InstanceId, Expense> expenses = new()
{
    ["expense-1"] = new("lunch", 40),
    ["expense-2"] = new("conference", 900),
    ["expense-3"] = new("yacht", 2_000_000),
};

var office = new Office();
var approve = new ApproveExpense(office.SendRequest).Orchestration;

await using var provider = new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory));
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(office.SendRequest).Add(approve).Build()
);
var client = runtime.Client;
var working = office.WorkAsync(client);

await client.StartOrchestrationsAsync(
    approve,
    expenses.Select(entry => new InstanceStart<Expense>(entry.Key, entry.Value))
);
foreach (var (instance, expense) in expenses)
{
    var answer = await client.WaitForCompletionAsync(approve, instance, TimeSpan.FromMinutes(1));
    var verdict = answer.IsApproved ? "approved" : "declined";
    Console.WriteLine($"{expense.What}: {verdict}, {answer.Remark}");
}

office.Close();
await working;
