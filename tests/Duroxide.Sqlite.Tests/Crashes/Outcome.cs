using System.Text;
using Duroxide.Core;

namespace Duroxide.Sqlite.Tests.Crashes;

/// <summary>All that is left in a store at the end of the tale, as text that does not depend on the order of answers, or on attempts and times.</summary>
internal static class Outcome
{
    public static async Task<string> ReadAsync(IProvider provider)
    {
        var text = new StringBuilder();
        var none = CancellationToken.None;
        var rows = await provider.Management!.ListInstancesAsync(new InstanceQuery(), none);
        foreach (var row in rows.OrderBy(row => row.Instance.Value, StringComparer.Ordinal))
        {
            text.AppendLine(
                $"{row.Instance} {row.Name} {row.Version} {row.Execution} {row.Status} '{Text(row.Output)}' '{row.CustomStatus}' {row.CustomStatusVersion} {row.Parent}"
            );
            text.AppendLine($"  values {await provider.ReadValuesAsync(row.Instance, null, none)}");
            foreach (var execution in await provider.Management.ListExecutionsAsync(row.Instance, none))
            {
                var stored = await provider.ReadExecutionAsync(row.Instance, execution.Execution, none);
                var events = stored!.Batches.SelectMany(batch => Text(batch).Split('\n')).Order(StringComparer.Ordinal);
                text.AppendLine(
                    $"  {execution.Execution} {execution.Status} {execution.Events} '{Text(execution.Output)}'"
                );
                text.AppendLine($"  {Text(stored.Start.Header)}: {string.Join(", ", events)}");
            }
        }
        text.AppendLine($"{await provider.Management.GetMetricsAsync(none)}");
        return text.ToString();
    }

    private static string Text(ReadOnlyMemory<byte>? bytes) =>
        bytes is { } some ? Encoding.UTF8.GetString(some.Span) : "";
}
