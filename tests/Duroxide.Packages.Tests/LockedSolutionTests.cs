namespace Duroxide.Packages.Tests;

/// <summary>What a solution of several projects deploys is locked by the tool, each project in a file of its own.</summary>
public sealed class LockedSolutionTests(Packed packed) : IDisposable
{
    const string Library = """
        using Duroxide;

        public static partial class Parcels
        {
            [Orchestration("parcels/ship")]
            public static async Task<string> Ship(OrchestrationContext ctx, string parcel) => await ctx.Send(parcel);

            [Activity("parcels/send")]
            public static string Send(string parcel) => parcel;

            public static Registry Registry => new RegistryBuilder().AddFromAssembly().Build();
        }
        """;

    const string Words = """
        module Words

        open Duroxide
        open Duroxide.FSharp

        let greet = Activity.ofFunction "greet" (fun (name: string) -> $"Hello, {name}!")
        let registry = Registry.create [ Activity.register greet ]
        """;

    const string Program = """
        using Duroxide;

        Console.WriteLine(new RegistryBuilder().AddFromAssembly().Merge(Parcels.Registry).Merge(Words.registry).Build());

        static partial class Bills
        {
            [Activity("bills/print")]
            static string Print(string bill) => bill;
        }
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-locked-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_project_has_its_own_file_and_the_tool_says_so()
    {
        Make();
        packed.Prepare(folder.FullName);
        await DotnetAsync("tool", "install", "--tool-path", "tool", "Duroxide.Cli", "--version", Version);
        await BuildAsync();

        var asked = await LockAsync("App");
        await LockAsync("Library");
        var refused = await LockAsync("Words");
        await BuildAsync();
        var told = await LockAsync("App");
        var library = await LockAsync("Library");
        Write("Library/Parcels.cs", Library.Replace("parcels/send", "parcels/post", StringComparison.Ordinal));
        var changed = await BuildAsync();

        Assert.Contains("App/durable.lock is made, and empty.", asked, StringComparison.Ordinal);
        Assert.Contains("App/durable.lock has 1 activity and 0 orchestrations.", told, StringComparison.Ordinal);
        Assert.Contains(
            "beside the project file of 'Library': duroxide lock --assembly",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("What 'Words' defines is not in it: 'Words' is written in F#", told, StringComparison.Ordinal);
        Assert.Contains("'Words' is written in F#", refused, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("Words/durable.lock")));
        Assert.Equal("Library/durable.lock has 1 activity and 1 orchestration.\n", library);
        Assert.Contains("activity bills/print", Read("App/durable.lock"), StringComparison.Ordinal);
        Assert.DoesNotContain("parcels", Read("App/durable.lock"), StringComparison.Ordinal);
        Assert.Matches(@"Parcels\.cs\(8,15\): warning DUR0028: .*'parcels/send'.*Library\.csproj", changed);
        Assert.DoesNotMatch(@"DUR0028.*App\.csproj", changed);
    }

    void Make()
    {
        Write("Library/Library.csproj", Project("", Package("Duroxide.Runtime")));
        Write("Library/Parcels.cs", Library);
        Write(
            "Words/Words.fsproj",
            Project("", "<Compile Include=\"Words.fs\" />", Package("Duroxide.Runtime"), Package("Duroxide.FSharp"))
        );
        Write("Words/Words.fs", Words);
        Write(
            "App/App.csproj",
            Project(
                "<OutputType>Exe</OutputType>",
                "<ProjectReference Include=\"../Library/Library.csproj\" />",
                "<ProjectReference Include=\"../Words/Words.fsproj\" />"
            )
        );
        Write("App/Program.cs", Program);
        Write(
            "all.slnx",
            "<Solution><Project Path=\"Library/Library.csproj\" /><Project Path=\"Words/Words.fsproj\" /><Project Path=\"App/App.csproj\" /></Solution>"
        );
    }

    Task<string> LockAsync(string project) =>
        Command.RunToAnyEndAsync(
            folder.FullName,
            PathOf("tool/duroxide"),
            "lock",
            "--assembly",
            $"{project}/bin/Debug/net10.0/{project}.dll",
            "--file",
            $"{project}/durable.lock"
        );

    Task<string> BuildAsync() => DotnetAsync("build", "all.slnx", "-nodeReuse:false", "-p:UseSharedCompilation=false");

    Task<string> DotnetAsync(params string[] arguments) => Command.RunAsync(folder.FullName, "dotnet", arguments);

    static string Project(string properties, params string[] items) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>{string.Concat(items)}</ItemGroup>
            </Project>
            """;

    static string Package(string name) => $"<PackageReference Include=\"{name}\" Version=\"{Version}\" />";

    static string Version { get; } = typeof(DurableException).Assembly.GetName().Version!.ToString(3);

    string PathOf(string file) => Path.Combine(folder.FullName, file);

    string Read(string file) => File.ReadAllText(PathOf(file));

    void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
    }
}
