namespace Duroxide.Core;

public sealed partial class Execution
{
    /// <summary>The execution as its program sees it.</summary>
    sealed class ProgramHost(Execution execution) : IProgramHost
    {
        readonly HashSet<string> oldWays = new(StringComparer.Ordinal);
        readonly List<TraceLine> suspected = [];
        int guids;

        public Header Header => execution.Header;

        public Self Self => Self.Of(Header, execution.State.LastId);

        public SemanticVersion Version => Admission.VersionOf(Header, execution.State);

        public bool IsReplaying => execution.IsReplaying;

        public bool HasEnded => execution.stopped;

        public Timestamp Now => execution.State.LastTime;

        public ValueMap<string, StoredValue> Values => execution.State.Values;

        public ValueMap<string, string> Tags => execution.State.Tags;

        public string? Status => execution.State.Status;

        /// <summary>The patches where the code was sent the old way.</summary>
        public IReadOnlyCollection<string> OldWays => oldWays;

        /// <summary>What was suspected of the code while it was replayed.</summary>
        public IReadOnlyCollection<TraceLine> Suspected => suspected;

        /// <summary>Begins to count ids anew, as at each event from outside.</summary>
        public void Turn() => guids = 0;

        public EventId Ask(Operation operation) => execution.Emit(new Fact.Scheduled(operation));

        public void Do(Effect effect)
        {
            if (effect is not Effect.Cancel { Of: var of })
            {
                execution.Emit(new Fact.Applied(effect));
            }
            else if (execution.State.Taken.ContainsKey(of))
            {
                execution.Emit(new Fact.Applied(effect));
                execution.givenBack.Add(of);
            }
            else if (execution.State.Open.ContainsKey(of))
            {
                execution.Emit(new Fact.Applied(effect));
            }
        }

        public void Finish(Ending ending) => execution.End(ending);

        public void GiveUp(Failure failure)
        {
            if (execution.stopped)
            {
                return;
            }
            var cause = new Interruption.GivenUp(failure);
            if (execution.position == execution.recorded.Count)
            {
                execution.Interrupt(cause);
                return;
            }
            var next = execution.recorded[execution.position];
            if (next.Fact is Fact.Interrupted { Cause: Interruption.GivenUp before })
            {
                execution.position++;
                execution.Advance(next, isNew: false);
                execution.End(InterruptedEnding.Of(before));
            }
            else
            {
                // The rest of history cannot be met any more, but that is not what is wrong with the code.
                execution.Depart(next, new Fact.Interrupted(cause), proof: cause);
            }
        }

        public void Read(EventId wait)
        {
            if (!execution.stopped)
            {
                execution.State = execution.State.WithoutTaken(wait);
            }
        }

        public bool Patched(string patch)
        {
            if (execution.State.Patches.ContainsKey(patch))
            {
                return true;
            }
            if (oldWays.Contains(patch))
            {
                return false;
            }
            // Where history continues without the mark, this execution passed the spot with the old code.
            var mark = new Fact.Applied(new Effect.Patch(patch));
            var isNew =
                execution.position == execution.recorded.Count
                || IsNext(mark)
                || execution.RefusalBefore(mark) is not null;
            if (isNew)
            {
                execution.Emit(mark);
            }
            else
            {
                oldWays.Add(patch);
            }
            return isNew;
        }

        public void DeprecatePatch(string patch)
        {
            var mark = new Fact.Applied(new Effect.Patch(patch));
            if (execution.position < execution.recorded.Count && IsNext(mark))
            {
                execution.Emit(mark);
            }
        }

        public InstanceId ChildInstance(EventId id, Operation.SubOrchestration child) => ChildIds.Of(Header, id, child);

        public Guid NewGuid() =>
            DerivedId.Of(Self.Nonce, DerivedUse.NewGuid, Self.Execution, execution.State.LastId, ++guids);

        public void Trace(TraceLine line)
        {
            if (IsReplaying && line.Source == TraceSource.Watch)
            {
                suspected.Add(line);
            }
            else if (!IsReplaying && (!HasEnded || line.Source == TraceSource.Watch))
            {
                execution.traces.Add(line);
            }
        }

        bool IsNext(Fact mark) => Matching.Same(execution.recorded[execution.position].Fact, mark);
    }
}
