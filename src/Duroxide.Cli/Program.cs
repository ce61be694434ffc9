using Duroxide.Cli;

return await Root.RunAsync(args, Terminal.Own);
