using Duroxide.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

public sealed class InMemoryAtomicity() : AtomicityConformance(new InMemoryFixture());
