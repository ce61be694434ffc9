namespace Duroxide.Packages.Tests;

/// <summary>A program that has the packages alone, in an empty folder, as whoever installs them has.</summary>
public sealed class ConsumerTests(Packed packed) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-consumer-");

    public void Dispose() => folder.Delete(recursive: true);

    // The newer packages are what a program may have beside ours; a warning, such as a downgrade, is an error.
    [Fact]
    public async Task A_program_in_CSharp_is_built_from_the_packages_and_runs()
    {
        Write(
            "App.csproj",
            Project("Program.cs", "Duroxide.Sqlite", "Duroxide.Runtime", "Duroxide.Hosting", "Duroxide.Testing")
        );
        Write("Program.cs", Sample("HelloWorld", "Program.cs"));

        Assert.EndsWith("Hello, reader! Hello, world!\n", await RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_FSharp_is_built_from_the_packages_and_runs()
    {
        Write(
            "App.fsproj",
            Project("Program.fs", "Duroxide.Sqlite", "Duroxide.Runtime", "Duroxide.FSharp", "Duroxide.Testing.FsCheck")
        );
        Write("Program.fs", Sample("HelloWorld.FSharp", "Program.fs"));

        Assert.EndsWith("Hello, reader! Hello, world!\n", await RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_breaks_a_rule_is_told_by_the_package_when_it_is_built()
    {
        Write("App.csproj", Project("Program.cs", "Duroxide.Runtime"));
        Write(
            "Program.cs",
            """
            using Duroxide;

            var orchestration = new Orchestration<string, string>("stamp", (ctx, _) => Task.FromResult(Stamp()));
            Console.WriteLine(orchestration);

            static string Stamp() => DateTime.UtcNow.ToString("O");
            """
        );
        packed.Prepare(folder.FullName);

        var told = await Command.RunToAnyEndAsync(
            folder.FullName,
            "dotnet",
            "build",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false"
        );

        Assert.Contains(
            "error DUR0001: 'DateTime.UtcNow', reached by Stamp (Program.cs:6),",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("docs/rules/DUR0001.md", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_breaks_rules_is_repaired_as_a_whole_from_a_shell()
    {
        Write("App.csproj", Project("Program.cs", "Duroxide.Runtime"));
        Write(
            "Program.cs",
            """
            System.Console.WriteLine("Hello!");

            static partial class Flow
            {
                [Duroxide.Activity("one")]
                static int One(in int a) => a;

                [Duroxide.Activity("two")]
                static ValueTask Two() => default;

                [Duroxide.Orchestration("three")]
                static async Task Three(Duroxide.OrchestrationContext ctx)
                {
                    Thread.Sleep(5);
                    Task.FromResult(1).Wait();
                    try { await ctx.ScheduleWait<int>("paid"); } catch { }
                }
            }
            """
        );
        packed.Prepare(folder.FullName);

        await Command.RunAsync(folder.FullName, "dotnet", "format", "analyzers", "App.csproj");

        var repaired = await File.ReadAllTextAsync(
            Path.Combine(folder.FullName, "Program.cs"),
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith("using Duroxide;", repaired, StringComparison.Ordinal);
        Assert.Contains("static int One(int a)", repaired, StringComparison.Ordinal);
        Assert.Contains("static Task Two() => Task.CompletedTask;", repaired, StringComparison.Ordinal);
        Assert.Contains("await ctx.ScheduleTimer(TimeSpan.FromMilliseconds(5));", repaired, StringComparison.Ordinal);
        Assert.Contains("await Task.FromResult(1);", repaired, StringComparison.Ordinal);
        Assert.Contains("catch (DurableException) { }", repaired, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_with_generated_code_is_built_from_the_packages_and_runs()
    {
        Write("App.csproj", Project("Program.cs", "Duroxide.Runtime"));
        Write(
            "Program.cs",
            """
            using Duroxide;

            await using var runtime = await DuroxideRuntime.StartAsync(
                new InMemoryProvider(),
                new RegistryBuilder().AddFromAssembly().Build(),
                new RuntimeOptions { Payloads = JsonPayloadConverter.Web(AppJson.Default) }
            );
            var hello = runtime.Client.SayHello("hello-1");
            await hello.StartAsync(new("reader"));
            Console.WriteLine(await hello.WaitForCompletionAsync());

            static partial class Greetings
            {
                [Orchestration("hello")]
                public static async Task<string> SayHello(OrchestrationContext ctx, Person person) =>
                    await ctx.Compose(person);

                [Activity("compose")]
                static string Compose(Person person) => $"Hello, {person.Name}!";
            }

            record Person(string Name);

            [PayloadJson]
            sealed partial class AppJson;
            """
        );

        Assert.EndsWith("Hello, reader!\n", await RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deployed_is_locked_by_the_tool_and_a_change_of_it_is_told_by_the_build()
    {
        const string Released = """
            using Duroxide;

            Console.WriteLine(new RegistryBuilder().AddFromAssembly().Build());

            static partial class Shop
            {
                [Orchestration("shop/fulfil")]
                static async Task<string> Fulfil(OrchestrationContext ctx, string order) => await ctx.Charge(order);

                [Activity("shop/charge")]
                static string Charge(string order) => order;
            }
            """;
        Write("App.csproj", Project("Program.cs", "Duroxide.Runtime"));
        Write("Program.cs", Released);
        Directory.CreateDirectory(Path.Combine(folder.FullName, ".config"));
        Write(
            ".config/dotnet-tools.json",
            $$"""{ "version": 1, "isRoot": true, "tools": { "duroxide.cli": { "version": "{{Version}}", "commands": ["duroxide"] } } }"""
        );
        packed.Prepare(folder.FullName);
        await ToolAsync("tool", "restore");
        await Command.DotnetAsync(folder.FullName, "build", "-o", "out");

        // The first time it makes the file, with which the build says what it deploys.
        await Command.RunToAnyEndAsync(folder.FullName, "env", Tool("duroxide", "lock", "--assembly", "out/App.dll"));
        await Command.DotnetAsync(folder.FullName, "build", "-o", "out");
        await ToolAsync("duroxide", "lock", "--assembly", "out/App.dll");
        await Command.DotnetAsync(folder.FullName, "build", "-o", "out");
        Write("Program.cs", Released.Replace("shop/charge", "shop/take", StringComparison.Ordinal));
        var told = await Command.RunToAnyEndAsync(
            folder.FullName,
            "dotnet",
            "build",
            "-o",
            "out",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false"
        );

        Assert.Contains(
            "activity shop/charge",
            await File.ReadAllTextAsync(Path.Combine(folder.FullName, "durable.lock")),
            StringComparison.Ordinal
        );
        Assert.Contains("error DUR0028", told, StringComparison.Ordinal);
        Assert.Contains("shop/charge", told, StringComparison.Ordinal);
    }

    // Where tools are is remembered for a home, in which another test may restore the same one elsewhere.
    Task ToolAsync(params string[] arguments) => Command.RunAsync(folder.FullName, "env", Tool(arguments));

    string[] Tool(params string[] arguments) =>
        [$"DOTNET_CLI_HOME={Path.Combine(folder.FullName, "home")}", "dotnet", .. arguments];

    async Task<string> RunAsync()
    {
        packed.Prepare(folder.FullName);
        await Command.DotnetAsync(folder.FullName, "build", "-o", "out");
        return await Command.RunAsync(folder.FullName, "dotnet", "out/App.dll");
    }

    static string Project(string source, params string[] packages) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <AssemblyName>App</AssemblyName>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{source}" />
                <PackageReference Include="Microsoft.Extensions.Logging.Abstractions" Version="10.0.15" />
            {string.Concat(
                packages.Select(package => $"    <PackageReference Include=\"{package}\" Version=\"{Version}\" />\n")
            )}
              </ItemGroup>
            </Project>
            """;

    static string Version { get; } = typeof(DurableException).Assembly.GetName().Version!.ToString(3);

    static string Sample(string sample, string file) =>
        File.ReadAllText(Path.Combine(Built.Root, "samples", sample, file));

    void Write(string file, string content) => File.WriteAllText(Path.Combine(folder.FullName, file), content);
}
