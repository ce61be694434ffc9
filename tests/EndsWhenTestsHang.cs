using System.Collections.Concurrent;
using System.Reflection;
using Duroxide.Hangs;
using Xunit.v3;

[assembly: EndsWhenTestsHang]

namespace Duroxide.Hangs;

/// <summary>Ends the program when no test has begun or ended for long, and says where it hangs, so that a run of all tests ends in any case.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class EndsWhenTestsHangAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<IXunitTest, bool> UnderWay = [];
    private static readonly Lazy<Timer> Watch = new(() => new Timer(_ => Look(), null, Beat, Beat));
    private static long changed;

    // What was used by one test alone is disposed of afterwards, and may hang, too.
    private static string lastEnded = "none";

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        Volatile.Write(ref changed, TimeProvider.System.GetTimestamp());
        UnderWay[test] = true;
        _ = Watch.Value;
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        Volatile.Write(ref changed, TimeProvider.System.GetTimestamp());
        UnderWay.TryRemove(test, out _);
        lastEnded = test.TestDisplayName;
    }

    private static void Look()
    {
        if (TimeProvider.System.GetElapsedTime(Volatile.Read(ref changed)) > Limit)
        {
            var names = string.Join(", ", UnderWay.Keys.Select(test => test.TestDisplayName));
            Console.Error.WriteLine(
                $"No test has begun or ended for {Limit.TotalMinutes} minutes. Under way: {names}. Last ended: {lastEnded}."
            );
            Environment.Exit(3);
        }
    }
}
