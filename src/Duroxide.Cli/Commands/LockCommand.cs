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

    static int Run(TextWriter output, string path, string file, bool isCheck)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no assembly '{path}'. Build the application, and name its .dll.");
        }
        var text = AssemblyFile.Read(path).Metadata.GetValueOrDefault(Key);
        if (text is not null && isCheck)
        {
            return Check(output, text, file);
        }
        var code = text is null ? Ask(output, path, file, isCheck) : Write(output, text, file);
        TellOfLibraries(output, path);
        return code;
    }

    static int Check(TextWriter output, string text, string file)
    {
        var isSame = File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text;
        output.WriteLine(
            isSame ? $"{file} is what the assembly deploys." : $"{file} is not what the assembly deploys."
        );
        return isSame ? ExitCode.Done : ExitCode.Found;
    }

    static int Write(TextWriter output, string text, string file)
    {
        File.WriteAllText(file, text);
        var lines = text.Split('\n');
        output.WriteLine(
            $"{file} has {Count("activity ", "activity", "activities")} and {Count("orchestration ", "orchestration", "orchestrations")}."
        );
        return ExitCode.Done;

        string Count(string start, string one, string many) =>
            lines.Count(line => line.StartsWith(start, StringComparison.Ordinal)) is var count && count == 1
                ? $"1 {one}"
                : $"{count} {many}";
    }

    // What a library defines stands in the file of its own project: only there its source is known.
    static void TellOfLibraries(TextWriter output, string application)
    {
        foreach (var library in Libraries.Of(application))
        {
            var name = Path.GetFileNameWithoutExtension(library);
            output.WriteLine(
                AssemblyFile.Read(library).IsFSharp
                    ? $"What '{name}' defines is not in it: {InFSharp(name)}"
                    : $"What '{name}' defines is not in it, but in the durable.lock beside the project file of '{name}': "
                        + $"duroxide lock --assembly {library} --file <its folder>/durable.lock"
            );
        }
    }

    static string InFSharp(string name) =>
        $"'{name}' is written in F#, and the rules that read durable.lock look at C#. Keep recorded histories instead, and replay them with 'duroxide verify'.";

    // Only a build that finds the file says what it deploys, so that all others need not look.
    static int Ask(TextWriter output, string path, string file, bool isCheck)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (AssemblyFile.Read(path).IsFSharp)
        {
            throw new UsageException(InFSharp(name));
        }
        if (isCheck || File.Exists(file))
        {
            throw new UsageException(
                $"'{name}' does not say what it deploys: its build found no durable.lock beside the project file, or was made without the "
                    + $"analyzers of the package Duroxide. Where '{Path.GetFullPath(file)}' is that file, build again."
            );
        }
        File.WriteAllText(file, "");
        output.WriteLine(
            $"{file} is made, and empty. Where it stands beside the project file of '{name}', the next build says what it deploys: build again, "
                + "and run this again."
        );
        return ExitCode.Found;
    }
}
