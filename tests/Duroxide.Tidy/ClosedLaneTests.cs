using System.Diagnostics;
using System.Reflection;

namespace Duroxide.Tidy;

/// <summary>Proves that the closed-union lane has teeth: the compiler that builds it refuses a forgotten case.</summary>
public class ClosedLaneTests
{
    private const string Shapes = """
        namespace System.Runtime.CompilerServices { class IsClosedTypeAttribute : Attribute { } }
        closed partial record Shape;
        partial record Shape
        {
            private Shape() { }
            public sealed record Circle(int Radius) : Shape;
            public sealed record Square(int Side) : Shape;
        }
        """;

    [Fact]
    public async Task A_complete_switch_compiles_in_the_lane() =>
        Assert.DoesNotContain(
            "CS8509",
            await Compile("shape switch { Shape.Circle c => c.Radius, Shape.Square s => s.Side }"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_forgotten_case_does_not_compile_in_the_lane()
    {
        var output = await Compile("shape switch { Shape.Circle c => c.Radius }");

        Assert.Contains("error CS8509", output, StringComparison.Ordinal);
        Assert.Contains("'Shape.Square' is not covered", output, StringComparison.Ordinal);
    }

    private static async Task<string> Compile(string expression)
    {
        var folder = Directory.CreateTempSubdirectory("closed-lane-");
        try
        {
            var source = Path.Combine(folder.FullName, "Shapes.cs");
            await File.WriteAllTextAsync(source, $"{Shapes}\nclass C {{ int Area(Shape shape) => {expression}; }}");

            var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            string[] arguments =
            [
                "exec",
                Compiler(),
                "-nologo",
                "-target:library",
                "-langversion:preview",
                "-nullable:enable",
                "-warnaserror",
                $"-reference:{Path.Combine(runtime, "System.Private.CoreLib.dll")}",
                $"-reference:{Path.Combine(runtime, "System.Runtime.dll")}",
                $"-out:{Path.Combine(folder.FullName, "Shapes.dll")}",
                source,
            ];
            return await Output(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static string Compiler() =>
        typeof(ClosedLaneTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Compiler")
            .Value!;
}
