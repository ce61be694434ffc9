using Duroxide.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

public sealed class FileAtomicity() : AtomicityConformance(new FileFixture());
