using Duroxide.Bench;

return await CommandLine
    .Create(new(Run.MeasureAsync, Run.CompareAsync, Run.AlternateAsync, Run.ListenAsync, Run.ProbeAsync, Node.RunAsync))
    .Parse(args)
    .InvokeAsync();
