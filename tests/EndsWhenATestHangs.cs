using System.Collections.Concurrent;
using System.Reflection;
using Duroxide.Hangs;
using Xunit.v3;

[assembly: EndsWhenATestHangs]

namespace Duroxide.Hangs;

/// <summary>Ends the program when a test takes far too long, and names it, so that a run of all tests ends in any case.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class EndsWhenATestHangsAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<IXunitTest, long> Begun = [];
    private static readonly Lazy<Timer> Watch = new(() => new Timer(_ => Look(), null, Beat, Beat));

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        Begun[test] = TimeProvider.System.GetTimestamp();
        _ = Watch.Value;
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Begun.TryRemove(test, out _);

    private static void Look()
    {
        foreach (var (test, begun) in Begun)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Limit)
            {
                Console.Error.WriteLine($"{test.TestDisplayName} has run for {Limit.TotalMinutes} minutes.");
                Environment.Exit(3);
            }
        }
    }
}
