namespace Duroxide.Core.Tests;

public sealed class FailureTextTests
{
    static readonly PoisonSubject Orchestration = new PoisonSubject.Orchestration("i", new(2));
    static readonly PoisonSubject Activity = new PoisonSubject.Activity("i", new(2), "charge", new(5));
    static readonly PoisonSubject Unreadable = new PoisonSubject.UnreadableHistory("i", new(2), "bad byte");

    public static TheoryData<Failure, string, string, bool, bool> Texts =>
        new()
        {
            {
                new Failure.Infrastructure("fetch", "disk full", true),
                "infrastructure:fetch: disk full",
                "infrastructure",
                true,
                true
            },
            {
                new Failure.Infrastructure("fetch", "gone", false),
                "infrastructure:fetch: gone",
                "infrastructure",
                false,
                true
            },
            {
                new Failure.Configuration(ConfigurationKind.Nondeterminism, "i", null),
                "nondeterministic in i",
                "configuration",
                false,
                true
            },
            {
                new Failure.Configuration(ConfigurationKind.Nondeterminism, "i", "why"),
                "nondeterministic: why",
                "configuration",
                false,
                true
            },
            {
                new Failure.Application(ApplicationKind.ActivityFailed, "declined", true),
                "declined",
                "application",
                true,
                false
            },
            { new Failure.Application(ApplicationKind.OrchestrationFailed, "no"), "no", "application", false, false },
            {
                new Failure.Application(ApplicationKind.Panicked, "null"),
                "orchestration panicked: null",
                "application",
                false,
                false
            },
            { Failure.Cancelled("by hand"), "canceled: by hand", "application", false, false },
            {
                new Failure.Poison(11, 10, Orchestration, ""),
                "poison: orchestration i exceeded 11 attempts (max 10)",
                "poison",
                false,
                true
            },
            {
                new Failure.Poison(11, 10, Activity, ""),
                "poison: activity charge#5 exceeded 11 attempts (max 10)",
                "poison",
                false,
                true
            },
            {
                new Failure.Poison(11, 10, Unreadable, ""),
                "poison: orchestration i history deserialization failed after 11 attempts (max 10): bad byte",
                "poison",
                false,
                true
            },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_failure_has_a_text_a_category_and_two_consequences(
        Failure failure,
        string display,
        string category,
        bool retryable,
        bool system
    )
    {
        Assert.Equal(
            (display, category, retryable, system),
            (failure.Display, failure.Category, failure.IsRetryable, failure.IsSystem)
        );
    }
}
