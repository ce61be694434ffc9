using Duroxide.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

public sealed class InMemoryCompleteness : CompletenessConformance;

public sealed class InMemoryAtomicity() : AtomicityConformance(new InMemoryFixture());

public sealed class InMemoryAttempt() : AttemptConformance(new InMemoryFixture());

public sealed class InMemoryCreation() : CreationConformance(new InMemoryFixture());

public sealed class InMemoryExecution() : ExecutionConformance(new InMemoryFixture());

public sealed class InMemoryExpiry() : ExpiryConformance(new InMemoryFixture());

public sealed class InMemoryFencing() : FencingConformance(new InMemoryFixture());

public sealed class InMemoryLease() : LeaseConformance(new InMemoryFixture());

public sealed class InMemoryPolling() : PollingConformance(new InMemoryFixture());

public sealed class InMemoryQueue() : QueueConformance(new InMemoryFixture());

public sealed class InMemoryTimer() : TimerConformance(new InMemoryFixture());

public sealed class InMemoryWatch() : WatchConformance(new InMemoryFixture());
