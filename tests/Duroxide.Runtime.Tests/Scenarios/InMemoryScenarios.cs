using Duroxide.Conformance;
using Duroxide.Runtime.Tests.Providers;

namespace Duroxide.Runtime.Tests.Scenarios;

public sealed class InMemoryFirstSteps() : FirstSteps(new InMemoryFixture());
