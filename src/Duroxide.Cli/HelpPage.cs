using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Duroxide.Cli;

/// <summary>The help of a command, under the name by which it is called and not that of the file in which it lies.</summary>
sealed class HelpPage : SynchronousCommandLineAction
{
    readonly HelpAction help = new();

    // Whoever asks for help need not give the rest.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var terminal = parseResult.InvocationConfiguration;
        var output = terminal.Output;
        using var page = new StringWriter();
        terminal.Output = page;
        var code = help.Invoke(parseResult);
        terminal.Output = output;
        output.Write(page.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {Root.CommandName} "));
        return code;
    }
}
