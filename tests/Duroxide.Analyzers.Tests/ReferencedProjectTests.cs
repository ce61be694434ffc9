using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>A project that uses another one. A build refers to its assembly, and an editor to its source.</summary>
public sealed class ReferencedProjectTests
{
    const string Library = """
        public static class Tools
        {
            public static readonly Activity<string, string> Mail = new("tools/mail", (_, text) => Task.FromResult(text));

            public static DateTime Stamp() => DateTime.UtcNow;

            public static Task<string> LoadAsync() => File.ReadAllTextAsync("a");
        }

        public sealed class Watch : IDisposable
        {
            readonly DateTime began = DateTime.UtcNow;

            public void Dispose() => Console.WriteLine(DateTime.UtcNow - began);
        }

        public abstract class Ticking
        {
            public virtual DateTime Now() => DateTime.UtcNow;
        }

        public abstract class Running(OrchestrationContext ctx)
        {
            public DateTimeOffset Began { get; } = ctx.UtcNow;
        }

        public sealed record Parcel(string Id)
        {
            public string Owner { get; private set; } = "";
        }
        """;

    const string Users = """
        interface IClock
        {
            DateTime Now();
        }

        sealed class Clock : Ticking, IClock;

        static readonly Orchestration<Parcel, string> Send = new("send", (_, parcel) => Task.FromResult(parcel.Id));

        static Registry Compose() => new RegistryBuilder().Add(Tools.Mail).Add(Tools.Mail).Build();

        static async Task RunAsync(OrchestrationContext ctx, IClock clock)
        {
            using var watch = new Watch();
            Tools.Stamp();
            clock.Now();
            await Tools.LoadAsync();
        }
        """;

    [Fact]
    public async Task The_same_is_found_in_an_editor_as_in_a_build()
    {
        var library = Findings.Project("Library", ("Library.cs", Library), ("Usings.cs", Prelude.Usings));
        using var assembly = new MemoryStream();
        var emitted = library.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));

        var inBuild = await FindAsync(MetadataReference.CreateFromImage(assembly.ToArray()));
        var inEditor = await FindAsync(library.ToMetadataReference());

        Assert.Contains("'Tools.LoadAsync' gives a task", Assert.Single(inBuild));
        Assert.Equal(inBuild, inEditor);
    }

    static async Task<IReadOnlyList<string>> FindAsync(MetadataReference library)
    {
        var project = Findings.Snippet(Users).AddReferences(library);
        Assert.Empty(Findings.Errors(project));
        return [.. (await Findings.OfAsync(project)).Select(found => found.ToString())];
    }
}
