namespace Duroxide.Cli;

static class Program
{
    static Task<int> Main(string[] args) => Root.RunAsync(args, Terminal.Own);
}
