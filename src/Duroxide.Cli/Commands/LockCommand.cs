using System.Reflection;

namespace Duroxide.Cli;

/// <summary>Writes what an application deploys into its durable.lock, against which the rules hold later changes.</summary>
static class LockCommand
{
    // The package Duroxide lets each assembly that defines orchestrations say it.
    const string Key = "Duroxide.Lock";

    public static Command Create()
    {
        var assembly = new Option<string>("--assembly", "-a")
        {
            Description = "The application's assembly, as it is deployed.",
            Required = true,
        };
        var file = new Option<string>("--file", "-f")
        {
            Description = "The file to write. It stands beside the project file, so that the build finds it.",
            DefaultValueFactory = _ => "durable.lock",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing, and tell by exit code 5 that the file is not what the assembly says.",
        };
        var command = new Command("lock", "Writes what an application deploys into its durable.lock.")
        {
            assembly,
            file,
            check,
        };
        command.SetAction(line =>
            Run(
                Root.TerminalOf(line).Output,
                Path.GetFullPath(line.GetRequiredValue(assembly)),
                line.GetRequiredValue(file),
                line.GetValue(check)
            )
        );
        return command;
    }

    static int Run(TextWriter output, string assembly, string file, bool isCheck)
    {
        var text = Read(assembly);
        if (isCheck)
        {
            var isSame = File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text;
            output.WriteLine(
                isSame ? $"{file} is what the assembly deploys." : $"{file} is not what the assembly deploys."
            );
            return isSame ? ExitCode.Done : ExitCode.Found;
        }
        File.WriteAllText(file, text);
        var entries = text.Split('\n').Count(line => line.Length > 0 && line[0] is not ('#' or ' '));
        output.WriteLine($"{file} has {entries} activities and orchestrations.");
        return ExitCode.Done;
    }

    static string Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no assembly '{path}'. Build the application, and name its .dll.");
        }
        var assembly = new CodeContext(path).LoadFromAssemblyPath(path);
        return assembly
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .FirstOrDefault(attribute => attribute.Key == Key)
                ?.Value
            ?? throw new UsageException(
                $"'{assembly.GetName().Name}' does not say what it deploys: it defines no orchestration under a constant name, or was "
                    + "built without the analyzers of the package Duroxide. Name the assembly in which orchestrations are defined."
            );
    }
}
