namespace Duroxide.Packages.Tests;

/// <summary>What <c>dotnet new</c> makes of the packed templates, in an empty folder, with the packages alone.</summary>
public sealed class TemplateTests(Packed packed) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-templates-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_new_provider_is_built_and_told_which_groups_still_fail()
    {
        var hive = Path.Combine(folder.FullName, "hive");
        var package = packed.Packages().Single(each => each.Id == "Duroxide.Templates").Path;
        await NewAsync("install", package, "--debug:custom-hive", hive);
        await NewAsync("duroxide-provider", "-n", "My.Own-Store", "-o", "store", "--debug:custom-hive", hive);
        var store = Path.Combine(folder.FullName, "store");
        packed.Prepare(store);

        await Command.DotnetAsync(store, "build", "My.Own-Store.Tests", "-o", "out");
        var told = await Command.RunToAnyEndAsync(store, "dotnet", "out/My.Own-Store.Tests.dll");

        Assert.Contains("CreateInstancesAsync is still to be written.", told, StringComparison.Ordinal);
        Assert.Matches(@"StoreValue: \d+ of \d+ tests fail", told);
        Assert.Matches(@"\n0 of \d+ groups pass", told);
        Assert.DoesNotContain("Every_group_of_conformance_tests_runs", told, StringComparison.Ordinal);
    }

    Task NewAsync(params string[] arguments) => Command.RunAsync(folder.FullName, "dotnet", ["new", .. arguments]);
}
