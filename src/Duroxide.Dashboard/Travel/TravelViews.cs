namespace Duroxide.Dashboard;

/// <summary>An execution right after one of its events.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Event">The event.</param>
/// <param name="Last">The number of the last event that there is.</param>
/// <param name="Status">The status that its code had published by then.</param>
/// <param name="Open">What it had asked for and not been answered.</param>
/// <param name="Values">The values that it had set.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Unread">How many messages nobody had read.</param>
/// <param name="Decision">What the code in hand decides there.</param>
sealed record MomentView(
    long Execution,
    EventView Event,
    long Last,
    string? Status,
    WaitView[] Open,
    ValueView[] Values,
    Dictionary<string, string> Tags,
    int Unread,
    DecisionView Decision
);

/// <summary>What the code in hand decides after an event.</summary>
/// <param name="IsKnown">Whether the code is here and follows the history so far.</param>
/// <param name="Why">Why it is not known; missing when it is.</param>
/// <param name="Asks">What it asks for in reaction, until it waits.</param>
/// <param name="Waits">What it waits for then.</param>
sealed record DecisionView(bool IsKnown, string? Why, StepView[] Asks, string[] Waits)
{
    public static DecisionView Unknown(string why) => new(false, why, [], []);
}

/// <summary>Something that code asks for, or that happened.</summary>
/// <param name="Text">What it is, in words without a payload.</param>
/// <param name="Payload">The encoded payload; missing for none.</param>
sealed record StepView(string Text, string? Payload);

/// <summary>The course that an execution would have taken.</summary>
/// <param name="FirstDifference">The first event that would be another; missing when none would.</param>
/// <param name="Rows">What was and what would be, from there on.</param>
/// <param name="HasMore">Whether there are more rows.</param>
/// <param name="Why">Why nothing can be said; missing when something can.</param>
sealed record CourseView(long? FirstDifference, CourseRowView[] Rows, bool HasMore, string? Why);

/// <summary>One event beside what it would be.</summary>
/// <param name="Event">Its number.</param>
/// <param name="Was">What happened; missing for nothing.</param>
/// <param name="WouldBe">What would have; missing for nothing.</param>
sealed record CourseRowView(long Event, StepView? Was, StepView? WouldBe);
