namespace Duroxide.Testing;

/// <summary>Notes whether orchestrations look at the clock, for only then it matters how long things take.</summary>
sealed class ClockWatch
{
    /// <summary>Whether some code has looked.</summary>
    public bool WasRead { get; private set; }

    /// <summary>The same program, whose looks at the clock are noted.</summary>
    public IProgram Watch(IProgram program) => new Watched(program, this);

    sealed class Watched(IProgram inner, ClockWatch watch) : IProgram, IDisposable
    {
        public void Start(IProgramHost host) => inner.Start(new Host(host, watch));

        public void Resolve(EventId operation, Outcome outcome) => inner.Resolve(operation, outcome);

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    sealed class Host(IProgramHost inner, ClockWatch watch) : IProgramHost
    {
        public Header Header => inner.Header;

        public Self Self => inner.Self;

        public SemanticVersion Version => inner.Version;

        public bool IsReplaying => inner.IsReplaying;

        public bool HasEnded => inner.HasEnded;

        public Timestamp Now
        {
            get
            {
                watch.WasRead = true;
                return inner.Now;
            }
        }

        public ValueMap<string, StoredValue> Values => inner.Values;

        public ValueMap<string, string> Tags => inner.Tags;

        public string? Status => inner.Status;

        public EventId Ask(Operation operation) => inner.Ask(operation);

        public void Do(Effect effect) => inner.Do(effect);

        public void Finish(Ending ending) => inner.Finish(ending);

        public void GiveUp(Failure failure) => inner.GiveUp(failure);

        public void Read(EventId wait) => inner.Read(wait);

        public bool Patched(string patch) => inner.Patched(patch);

        public void DeprecatePatch(string patch) => inner.DeprecatePatch(patch);

        public InstanceId ChildInstance(EventId id, Operation.SubOrchestration child) => inner.ChildInstance(id, child);

        public Guid NewGuid() => inner.NewGuid();

        public void Trace(TraceLine line) => inner.Trace(line);
    }
}
