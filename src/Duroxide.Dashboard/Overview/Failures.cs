using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Duroxide.Dashboard;

/// <summary>What failed last, equal causes together.</summary>
sealed partial class Failures
{
    /// <summary>How many failures are looked at.</summary>
    public const int Looked = 100;

    const int MostKept = 1000;
    const int MostExamples = 3;
    const int CauseLength = 300;
    const int MostLength = 2000;

    // Why one failed is read once: an instance that has ended changes no more, or its revision tells.
    readonly ConcurrentDictionary<(InstanceId, long Revision), string> known = [];

    readonly SharedLook<FailureView[]> look = new();

    /// <summary>The last failures, as they are now or were less than two seconds ago.</summary>
    public Task<FailureView[]> ReadAsync(Call call) => look.ReadAsync(call, () => LookAsync(call), call.Cancellation);

    async Task<FailureView[]> LookAsync(Call call)
    {
        var page = await call
            .Management.ListInstancesAsync(
                new()
                {
                    Status = ExecutionStatus.Failed,
                    Order = InstanceOrder.LastChangedFirst,
                    Limit = Looked,
                },
                call.Cancellation
            )
            .ConfigureAwait(false);
        if (known.Count > MostKept)
        {
            known.Clear();
        }
        var failed = new List<(InstanceInfo Info, string Cause)>();
        foreach (var info in page)
        {
            failed.Add((info, Cause(await ErrorAsync(call, info).ConfigureAwait(false))));
        }
        return
        [
            .. failed
                .GroupBy(one => (one.Info.Name, one.Cause))
                .Select(same => new FailureView(
                    same.Key.Name,
                    same.Key.Cause,
                    same.Count(),
                    same.Max(one => one.Info.Updated),
                    [.. same.Take(MostExamples).Select(one => one.Info.Instance.Value)]
                ))
                .OrderByDescending(group => group.Count)
                .ThenByDescending(group => group.Last),
        ];
    }

    /// <summary>An error without what differs between instances: numbers, ids and what stands in quotation marks.</summary>
    public static string Cause(string error) =>
        Words.Cut(Differing().Replace(error, match => match.Value[0] is '\'' or '"' ? "'…'" : "#"), CauseLength);

    async Task<string> ErrorAsync(Call call, InstanceInfo info)
    {
        if (known.TryGetValue((info.Instance, info.Revision), out var error))
        {
            return error;
        }
        var read = Words.Cut(call.Shown(await ReadErrorAsync(call, info).ConfigureAwait(false)), MostLength);
        known[(info.Instance, info.Revision)] = read;
        return read;
    }

    static async Task<string> ReadErrorAsync(Call call, InstanceInfo info)
    {
        try
        {
            var status = await call.Client.GetStatusAsync(info.Instance, call.Cancellation).ConfigureAwait(false);
            // One that was restarted or deleted meanwhile has no failure any more.
            return (status as OrchestrationStatus.Failed)?.Failure.Display ?? "";
        }
        catch (CorruptPayloadException unreadable)
        {
            // What a newer build wrote, or what is damaged, is a cause like any other.
            return unreadable.Message;
        }
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\b[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}\b|\d+([.,:]\d+)*""")]
    private static partial Regex Differing();
}
