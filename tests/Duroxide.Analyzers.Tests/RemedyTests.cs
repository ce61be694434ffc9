using System.Globalization;

namespace Duroxide.Analyzers.Tests;

/// <summary>A message says what to do about the very thing that it found.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("lock (order) { }", "leave it out")]
    [InlineData("Monitor.Enter(order);", "leave it out")]
    [InlineData("new Lock().Enter();", "leave it out")]
    [InlineData("new SemaphoreSlim(1).Wait();", "Await SemaphoreSlim.WaitAsync().")]
    [InlineData("Thread.Sleep(10);", "Await ctx.ScheduleTimer.")]
    [InlineData("var number = Task.FromResult(1).Result;", "Await instead.")]
    [InlineData("Console.WriteLine(order.Id);", "Write lines with ctx.Info")]
    [InlineData("File.Delete(order.Id);", "Do it in an activity.")]
    [InlineData("var hash = order.Id.GetHashCode();", "SHA256.HashData")]
    [InlineData("var hash = HashCode.Combine(1);", "SHA256.HashData")]
    [InlineData("var hash = new HashCode();", "SHA256.HashData")]
    [InlineData("var number = new Random().Next();", "Draw it in an activity.")]
    [InlineData("var text = order.Amount.ToString();", "Pass CultureInfo.InvariantCulture.")]
    [InlineData("var text = order.Id.ToLower();", "Use ToLowerInvariant().")]
    [InlineData("var text = order.Id.StartsWith(\"a\");", "Pass StringComparison.Ordinal.")]
    [InlineData("var text = string.Compare(order.Id, \"a\");", "Use string.CompareOrdinal.")]
    [InlineData("var text = new SortedSet<string>();", "Pass StringComparer.Ordinal.")]
    [InlineData("await client.RaiseEventAsync(\"a\", \"b\", 1);", "Raise it by ctx.RaiseEvent.")]
    [InlineData("await client.SendMessageAsync(\"a\", \"b\", 1);", "Send it by ctx.SendMessage.")]
    [InlineData("Write();", "Write lines with ctx.Info")]
    public async Task It_names_the_remedy(string code, string remedy)
    {
        var project = Findings.Snippet(
            $$"""
            static void Write() => Console.WriteLine();

            static async Task RunAsync(OrchestrationContext ctx, DuroxideClient client, Order order)
            {
                await ctx.ScheduleTimer(TimeSpan.Zero);
                {{code}}
            }
            """
        );

        var found = Assert.Single(await Findings.OfAsync(project));

        Assert.Contains(remedy, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
