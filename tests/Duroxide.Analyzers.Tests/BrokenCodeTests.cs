using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Tests;

/// <summary>
/// Code is broken while it is typed. Files of this repository are torn at random, and no analyzer, no repair and no lock may fail for it.
/// </summary>
public sealed class BrokenCodeTests
{
    // Set DUROXIDE_BROKEN_CASES for a long run.
    static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("DUROXIDE_BROKEN_CASES"), out var many)
        ? many
        : 40;

    static readonly string[] Folders =
    [
        "samples/Generated",
        "samples/Saga",
        "samples/Toygres/Toygres.Orchestrations",
        "tests/Duroxide.Analyzers.Tests/Ordinary",
        "tests/Duroxide.Generators.Tests/Golden",
        "tests/Duroxide.Samples.Tests/Guide",
    ];

    static readonly ILookup<string, CodeFixProvider> Repairs = Verify
        .Repairs.SelectMany(repair => repair.FixableDiagnosticIds.Select(id => (Id: id, Repair: repair)))
        .ToLookup(each => each.Id, each => each.Repair);

    public static TheoryData<int> Quarters => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Quarters))]
    public async Task No_torn_file_breaks_an_analyzer_or_a_repair(int quarter)
    {
        var files = Files();
        for (var seed = quarter; seed < Cases; seed += 4)
        {
            var random = new Random(seed);
            var text = Torn(files[random.Next(files.Length)], random);
            try
            {
                await LookAsync(text);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {error}\n{text}");
            }
        }
    }

    [Theory]
    [InlineData("[return: Activity(\"a\")] static string A() => \"\";")]
    [InlineData("[return: Orchestration(\"a\")] static Task A(OrchestrationContext ctx) => Task.CompletedTask;")]
    [InlineData("[method: Activity(\"a\")] class A(int x) { public int RunAsync() => x; }")]
    [InlineData("[property: Activity(\"a\")] record A(int X);")]
    [InlineData("[type: Orchestration] static Task A(OrchestrationContext ctx) => Task.CompletedTask;")]
    [InlineData("[Activity(null!)] static int A() => 1;")]
    [InlineData("[Activity(Name = 3)] static int A() => 1;")]
    [InlineData(
        "[Orchestration(\"a\", Version = null)] static Task A(OrchestrationContext ctx) => Task.CompletedTask;"
    )]
    [InlineData("[Activity(\"a\"), Activity(\"b\")] static int A(int x, int x) => 1;")]
    [InlineData("[Orchestration] static Task A(OrchestrationContext ctx, A x) => A(ctx, x);")]
    [InlineData(
        "static readonly Orchestration<int, int> A = new(\"a\", A); static readonly Orchestration<int, int> B = new();"
    )]
    [InlineData("static Registry R => new RegistryBuilder().Add().Add(null!, null!).Add(A, B).Build();")]
    public async Task What_an_attribute_or_a_definition_cannot_stand_on_breaks_no_analyzer(string members) =>
        await LookAsync(Prelude.Members(members));

    // The compiler's own limits come later than that.
    [Theory]
    [InlineData(2_000)]
    public async Task A_text_of_thousands_of_pieces_breaks_no_analyzer(int pieces) =>
        await LookAsync(
            Prelude.Members(
                $"static readonly Orchestration<int, string> A = new(\"a\", async (ctx, n) => await ctx.ScheduleActivity(Shop.Mail, {string.Join(" + ", Enumerable.Repeat("\"a\" + n", pieces))}));"
            )
        );

    [Fact(Timeout = 60_000)]
    public async Task Helpers_that_call_each_other_over_and_over_end() =>
        await LookAsync(
            Prelude.Members(
                "static readonly Orchestration<int, int> A = new(\"a\", async (ctx, n) => { await H0(ctx); return n; });\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 16)
                            .Select(each =>
                                $"static async Task H{each}(OrchestrationContext ctx) {{ {string.Concat(Enumerable.Range(0, 16).Select(other => $"await H{other}(ctx); "))} }}\n"
                            )
                    )
            )
        );

    static async Task LookAsync(string text)
    {
        using var workspace = new AdhocWorkspace();
        var document = Opened(workspace, text);
        var project = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var found = await Findings.OfAsync(project, new Text(LockFile.Name, Locked(text)));
        Assert.DoesNotContain(found, each => each.Id is "AD0001");
        _ = Locks.Of((CSharpCompilation)project);
        foreach (var each in found.Where(each => each.Location.SourceTree?.FilePath == "Code.cs").Take(12))
        {
            await RepairAsync(document, each);
        }
    }

    static async Task RepairAsync(Document document, Diagnostic found)
    {
        foreach (var repair in Repairs[found.Id])
        {
            var actions = new List<CodeAction>();
            await repair.RegisterCodeFixesAsync(
                new(document, found, (action, _) => actions.Add(action), TestContext.Current.CancellationToken)
            );
            foreach (var action in actions)
            {
                await action.GetOperationsAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    // What was deployed is some of it, so that there is something to compare.
    static string Locked(string text) =>
        Locks
            .Of(
                Findings.Project(
                    "App",
                    ("Code.cs", text.Replace("ScheduleTimer", "Later")),
                    ("Usings.cs", Prelude.Usings),
                    ("Shop.cs", Prelude.Shop)
                )
            )
            .SingleOrDefault()
            ?.Content
        ?? "orchestration a @ 1.0.0\n    input text\n";

    static Document Opened(AdhocWorkspace workspace, string text)
    {
        var project = workspace.AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "App",
                "App",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    OutputKind.ConsoleApplication,
                    nullableContextOptions: NullableContextOptions.Enable
                ),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
                metadataReferences: Prelude.References
            )
        );
        var solution = project.Solution;
        foreach (var (name, content) in new[] { ("Usings.cs", Prelude.Usings), ("Shop.cs", Prelude.Shop) })
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), name, content, filePath: name);
        }
        var id = DocumentId.CreateNewId(project.Id);
        return solution.AddDocument(id, "Code.cs", SourceText.From(text), filePath: "Code.cs").GetDocument(id)!;
    }

    static string[] Files() =>
        [
            .. Folders
                .SelectMany(folder =>
                    Directory.EnumerateFiles(Clone.PathOf(folder), "*.cs*", SearchOption.AllDirectories)
                )
                .Where(file =>
                    file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cs.txt", StringComparison.Ordinal)
                )
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText),
        ];

    static string Torn(string text, Random random)
    {
        var pieces = SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString()).ToList();
        for (var tears = random.Next(1, 8); tears > 0 && pieces.Count > 1; tears--)
        {
            var at = random.Next(pieces.Count);
            switch (random.Next(5))
            {
                case 0:
                    pieces.RemoveAt(at);
                    break;
                case 1:
                    pieces.Insert(at, pieces[random.Next(pieces.Count)]);
                    break;
                case 2:
                    pieces[at] = pieces[random.Next(pieces.Count)];
                    break;
                case 3:
                    pieces.RemoveRange(at, Math.Min(random.Next(1, 12), pieces.Count - at));
                    break;
                case 4 when random.Next(4) == 0:
                    pieces.RemoveRange(at, pieces.Count - at);
                    break;
                default:
                    pieces.Insert(at, " [Activity] ");
                    break;
            }
        }
        return string.Concat(pieces);
    }
}
