namespace Duroxide.Cli;

/// <summary>Prints the script by which a shell completes the command line.</summary>
static class CompletionCommand
{
    // The shells ask the command itself, by the directive that System.CommandLine answers.
    const string Bash = """
        _duroxide() {
            local IFS=$'\n'
            COMPREPLY=($(duroxide "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _duroxide duroxide
        """;

    const string Zsh = """
        _duroxide() {
            local -a found
            found=("${(@f)$(duroxide "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a found
        }
        compdef _duroxide duroxide
        """;

    const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName duroxide -ScriptBlock {
            param($word, $line, $position)
            duroxide "[suggest:$position]" "$line" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Prints the script by which a shell completes the command line.")
        {
            shell,
        };
        command.SetAction(line =>
        {
            Root.TerminalOf(line)
                .Output.WriteLine(
                    line.GetRequiredValue(shell) switch
                    {
                        "bash" => Bash,
                        "zsh" => Zsh,
                        _ => PowerShell,
                    }
                );
            return ExitCode.Done;
        });
        return command;
    }
}
