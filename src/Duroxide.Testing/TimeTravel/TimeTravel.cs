namespace Duroxide.Testing;

/// <summary>A debugger for one recorded execution: walks its events back and forth, stops where told, and asks "what if".</summary>
/// <remarks>
/// Nothing is run but the orchestration's own code, replayed from the start for each moment that is looked at; activities,
/// clocks and storage are not touched, and the recording is never changed.
/// </remarks>
/// <param name="recording">The execution.</param>
/// <param name="programs">The code to hold against it.</param>
/// <param name="limits">The limits for what the code asks for anew.</param>
public sealed class TimeTravel(Recording recording, Programs programs, Limits? limits = null)
{
    readonly Moment?[] moments = new Moment?[recording.History.Count];
    readonly Limits limits = limits ?? Limits.Default;
    int position;

    /// <summary>The execution.</summary>
    public Recording Recording { get; } = recording;

    /// <summary>Where the travel is now; at first after the first event.</summary>
    public Moment Current => At(position);

    /// <summary>All moments, in order.</summary>
    public IEnumerable<Moment> Moments => Enumerable.Range(0, moments.Length).Select(At);

    /// <summary>Moves forward by one event.</summary>
    /// <returns>False at the last event, and then nothing moves.</returns>
    public bool Forward() => MoveTo(position + 1);

    /// <summary>Moves back by one event.</summary>
    /// <returns>False at the first event, and then nothing moves.</returns>
    public bool Back() => MoveTo(position - 1);

    /// <summary>Moves to an event.</summary>
    public Moment GoTo(EventId id) => MoveTo(Place(id)) ? Current : throw Outside(id);

    /// <summary>Moves forward to the next moment that fits, as to a breakpoint; null, and nothing moves, when none does.</summary>
    public Moment? ForwardTo(Func<Moment, bool> fits) => Search(fits, step: 1);

    /// <summary>Moves back to the last moment that fits; null, and nothing moves, when none does.</summary>
    public Moment? BackTo(Func<Moment, bool> fits) => Search(fits, step: -1);

    /// <summary>Puts another fact of the same kind in the place of an event and runs on with what else was recorded.</summary>
    /// <remarks>
    /// With an answer, an event or a message changed, the code reacts to it, and what it asks for is answered as it was
    /// recorded, where it was. With something changed that the code asked for, the code departs from history there.
    /// </remarks>
    /// <exception cref="ArgumentException">The fact is of another kind than the recorded one.</exception>
    public Alternative Change(EventId id, Fact fact) => new Course(Recording, programs, limits).Change(Place(id), fact);

    /// <summary>Leaves an arrival out, as if it had never come, and runs on with what else was recorded.</summary>
    /// <exception cref="ArgumentException">The event is something that the code asked for, or the start.</exception>
    public Alternative LeaveOut(EventId id) => new Course(Recording, programs, limits).LeaveOut(Place(id));

    /// <summary>Lets something else come right after an event, as a timer that fires first, and runs on with what else was recorded.</summary>
    /// <param name="after">The event behind which it comes.</param>
    /// <param name="fact">An answer to what is open then, an event, a message or a request to cancel.</param>
    /// <exception cref="ArgumentException">It is nothing that comes from outside, or answers nothing that is open.</exception>
    public Alternative Insert(EventId after, Fact fact) =>
        new Course(Recording, programs, limits).Insert(Place(after), fact);

    /// <summary>Starts with another input, and runs on with what else was recorded.</summary>
    public Alternative ChangeInput<T>(T input) =>
        new Course(Recording, programs, limits).ChangeInput(
            programs.Codec.Encode(input, $"the input of {Recording.Header.Name}")
        );

    /// <summary>Opens an offline test host that continues from right after an event.</summary>
    /// <remarks>
    /// Calls are answered by the fakes that the test adds, or else as they were recorded behind the event; so are children,
    /// and a child without a recorded answer starts anew. No real activity runs unless
    /// <see cref="OrchestrationTestHost.RunReal"/> names it. Add the fakes, then call <see cref="OrchestrationTestHost.Settle"/>.
    /// </remarks>
    public OrchestrationTestHost Fork(EventId id, TestHostOptions? options = null)
    {
        var host = OrchestrationTestHost.Resume(programs, [Recording.UpTo(GoTo(id).Event.Id)], options);
        host.Remember(Recording.History, id);
        return host;
    }

    /// <summary>Opens an offline test host that continues as a fork before an event would: the dry run of <see cref="ManagementClient.ForkInstanceAsync"/>.</summary>
    /// <remarks>Calls are answered as after <see cref="Fork"/>. No store is touched.</remarks>
    /// <param name="before">The event; null for the ending, as there.</param>
    /// <param name="options">How the host works.</param>
    /// <exception cref="ArgumentException">There is no such event, or a child is open there; the message names the nearest events at which a fork is possible.</exception>
    public OrchestrationTestHost ForkBefore(EventId? before = null, TestHostOptions? options = null)
    {
        var plan = Plan(before);
        // What comes again is taken at once: the code asks anew for what it wants in reaction.
        var last = new EventId(plan.Last.Value + (plan.Again is null ? 0 : 1));
        var host = OrchestrationTestHost.Resume(programs, [Recording.UpTo(last)], options);
        host.Remember(Recording.History, last);
        return host;
    }

    /// <summary>The event before which a fork begins when none is named: the ending or what caused it, or the event that comes next.</summary>
    public EventId DefaultFork => new Forks(Recording.Header, Recording.History).Default;

    /// <summary>The last event that a fork before an event keeps, as <see cref="ManagementClient.ForkInstanceAsync"/> returns it.</summary>
    /// <param name="before">The event; null for the ending, as there.</param>
    /// <exception cref="ArgumentException">There is no such event, or a child is open there; the message names the nearest events at which a fork is possible.</exception>
    public EventId LastKept(EventId? before = null) => Plan(before).Last;

    ForkPlan Plan(EventId? before)
    {
        var forks = new Forks(Recording.Header, Recording.History);
        return forks.Refusal(before) is { } refusal
            ? throw new ArgumentException(refusal, nameof(before))
            : forks.Before(before ?? forks.Default)!;
    }

    /// <summary>Shows the whole history as plain text, a line an event.</summary>
    public string ToTimeline() => Timeline.Of(Recording);

    /// <summary>Shows the whole history as a Mermaid sequence diagram.</summary>
    public string ToMermaid() => SequenceMermaid.Of(SequenceDiagram.Of(Recording));

    /// <summary>Shows the whole history as an SVG sequence diagram that follows the reader's choice of light or dark.</summary>
    public string ToSvg() => SequenceSvg.Of(SequenceDiagram.Of(Recording));

    // Ids run from 1, so an id is a place.
    int Place(EventId id) => id.Value >= 1 && id.Value <= moments.Length ? (int)id.Value - 1 : throw Outside(id);

    ArgumentOutOfRangeException Outside(EventId id) =>
        new(nameof(id), id, $"The history of {Recording.Title} has events 1 to {moments.Length}.");

    bool MoveTo(int wanted)
    {
        var inside = wanted >= 0 && wanted < moments.Length;
        position = inside ? wanted : position;
        return inside;
    }

    Moment? Search(Func<Moment, bool> fits, int step)
    {
        for (var index = position + step; index >= 0 && index < moments.Length; index += step)
        {
            if (fits(At(index)))
            {
                position = index;
                return At(index);
            }
        }
        return null;
    }

    Moment At(int index) => moments[index] ??= Look(index);

    Moment Look(int index)
    {
        var happened = Recording.History[index];
        var delivery = Arrivals.Of(Recording.Header.Execution, happened.Fact);
        // An arrival is taken once more, so that what the code traced in reaction is seen; an ask is only replayed.
        var prefix = Recording.History.Take(delivery is null ? index + 1 : index).ToValueList();
        var header = Recording.Header with { Version = Recording.Version };
        var execution = Execution.Resume(programs.Find(header).Create(), header, prefix, limits);
        var decision = execution.Continue(delivery is null ? [] : [new(happened.Time, delivery)]);
        var history = prefix.Concat(decision.Events).ToValueList();
        return new(
            happened,
            Fold.Replay(header, Recording.History.Take(index + 1)),
            execution.Divergence is null ? history.Skip(index + 1).Select(next => next.Fact).ToValueList() : [],
            Waiting.In(execution.State, history),
            decision.Traces,
            execution.Divergence
        )
        {
            Answers = Answered.In(header, Recording.History.Take(index + 1)),
            Text = HistoryText.Of(happened.Fact, Operations.In(Recording.History)),
        };
    }
}
