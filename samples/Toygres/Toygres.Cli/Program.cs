using Toygres.Cli;

return await Root.RunAsync(args, Terminal.Own);
