using Duroxide.Bench;

return await CommandLine
    .Create(async settings =>
    {
        foreach (var workload in settings.Workloads)
        {
            var measurement = await Workloads.MeasureAsync(workload, settings);
            var peer = Workloads.PeerOf(workload, settings);
            Console.WriteLine(
                settings.Json ? Report.Json(peer, workload, measurement) : Report.Text(peer, workload, measurement)
            );
        }
    })
    .Parse(args)
    .InvokeAsync();
