namespace Duroxide.Core;

public sealed partial class Execution
{
    // How much code may ask in vain, where the limits allow less in a run: far more than any that is about to block.
    const int Patience = 1_000;

    readonly List<Fact> askedAfter = [];
    (HistoryEvent Recorded, Fact? Asked)? departure;
    Interruption.SystemFailed? proof;
    Ending? closing;
    int ignored;

    // The first ending wins. Whatever is open is given up in the order of its ids, and the ending is the last event.
    void Close(Ending ending)
    {
        if (closed || closing is not null)
        {
            return;
        }
        var final = Within(ending);
        closing = final;
        if (final is Ending.ContinuedAsNew)
        {
            GiveBackUnread();
        }
        foreach (var id in State.Open.Keys.TakeWhile(_ => departure is null))
        {
            Emit(new Fact.Applied(new Effect.Cancel(id)));
        }
        Emit(new Fact.Ended(final));
        closed = true;
    }

    Ending Within(Ending ending)
    {
        // An ending that history holds already is within whatever the limits were then.
        if (position < recorded.Count && Matching.Same(recorded[^1].Fact, new Fact.Ended(ending)))
        {
            return ending;
        }
        var refusal =
            ending is Ending.ContinuedAsNew
                ? LimitCheck.RefuseCarried(limits, State.Unread().Count + unread.Count)
                    ?? LimitCheck.Refuse(limits, Header, State, new Fact.Ended(ending))
                : LimitCheck.Refuse(limits, Header, State, new Fact.Ended(ending));
        return refusal is null ? ending : new Ending.Failed(refusal);
    }

    // A message that was received but never looked at goes back to its queue. Another wait may receive it there, which
    // will not look at it either, so this ends when no wait holds a message.
    void GiveBackUnread()
    {
        while (!closed && unread.Count > 0)
        {
            var wait = unread.Min;
            unread.Remove(wait);
            Emit(new Fact.Applied(new Effect.Cancel(wait)));
        }
    }

    // From here on the host only listens, so that the explanation can show what the code meant to do. Code that ends where
    // history goes on asked to end, whatever of its closing is met first.
    void Depart(HistoryEvent next, Fact? asked)
    {
        departure = (next, closing is { } ending ? new Fact.Ended(ending) : asked);
        closed = true;
    }

    // Called for what the code asks after its execution has ended.
    void Refused(Fact fact)
    {
        ThrowIfEndless();
        if (departure is not null)
        {
            if (closing is null && askedAfter.Count < Explanation.Around)
            {
                askedAfter.Add(fact);
            }
            return;
        }
        // One line is enough: code that has not noticed the end may go on asking in a loop.
        if (!IsReplaying && ignored == 1)
        {
            Drop(
                $"'{Explanation.Describe(fact)}' and what the code asked after it was ignored: the execution has ended"
            );
        }
    }

    // A loop that never blocks would hold its thread for ever. The execution has ended, so nothing that the code makes of
    // the exception can count.
    void ThrowIfEndless()
    {
        ignored++;
        if (ignored > Math.Max(limits.AsksPerRun, Patience))
        {
            throw new InvalidOperationException(
                $"The code of instance '{Header.Instance}' asked {ignored} times after its execution {Header.Execution} "
                    + "had ended, without waiting for an answer. Await something in the loop."
            );
        }
    }

    string? Doubted(HistoryEvent next) =>
        Divergence is { Cause: DivergenceCause.Unpatched } && next.Fact is Fact.Applied { Effect: Effect.Patch mark }
            ? mark.Id
            : patched.Where(asked => !asked.Value).Select(asked => asked.Key).Min(StringComparer.Ordinal);

    // The rest of history counts as it stands, without the program; then come the cause and the closing sequence. Where
    // the code was proven not to be durable, that is the cause, for it says what to repair. A history that has ended already stays as it is, and the divergence is only reported.
    void Diverge()
    {
        var (next, asked) = departure!.Value;
        Divergence = Explanation.Of(recorded, next, asked, askedAfter);
        PatchInDoubt = proof is null ? Doubted(next) : null;
        // The code is not what it was, and what is suspected of it now may be why.
        traces.AddRange(suspected);
        while (position < recorded.Count)
        {
            Advance(recorded[position++], isNew: false);
        }
        if (State.Ending is null)
        {
            Interruption cause = proof is { } known ? known : new Interruption.Diverged(Divergence);
            Advance(Append(new Fact.Interrupted(cause), Now), isNew: true);
            closed = false;
            closing = null;
            departure = null;
            askedAfter.Clear();
            Close(EndingOf(cause));
        }
    }
}
