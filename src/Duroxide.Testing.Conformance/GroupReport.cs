using System.Collections.Concurrent;

namespace Duroxide.Testing.Conformance;

/// <summary>Writes at the end of a run which groups still fail, for who writes a provider.</summary>
/// <remarks><c>[assembly: AssemblyFixture(typeof(GroupReport))]</c> asks for it.</remarks>
public sealed class GroupReport : IDisposable
{
    private static readonly ConcurrentDictionary<string, Group> Groups = new();

    /// <summary>The report: a line for each group that does not pass, with the number of its tests, and one that sums up.</summary>
    public static IReadOnlyList<string> Lines()
    {
        var groups = Groups.OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return
        [
            .. groups.Where(group => !group.Value.Passes).Select(group => $"{group.Key}: {group.Value}"),
            $"{groups.Count(group => group.Value.Passes)} of {groups.Count} groups pass",
        ];
    }

    /// <summary>Writes the report.</summary>
    public void Dispose()
    {
        foreach (var line in Lines())
        {
            Console.WriteLine(line);
        }
    }

    internal static void Note(Type group, TestResult result) =>
        Groups.AddOrUpdate(group.Name, _ => default(Group).With(result), (_, counts) => counts.With(result));

    private readonly record struct Group(int Passed, int Failed, int Skipped)
    {
        public bool Passes => Failed == 0 && Skipped == 0;

        public Group With(TestResult result) =>
            result switch
            {
                TestResult.Failed => this with { Failed = Failed + 1 },
                TestResult.Skipped => this with { Skipped = Skipped + 1 },
                _ => this with { Passed = Passed + 1 },
            };

        public override string ToString() =>
            $"{Failed} of {Passed + Failed + Skipped} tests fail" + (Skipped == 0 ? "" : $", {Skipped} are skipped");
    }
}
