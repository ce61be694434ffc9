using OrderFulfilment;

return await CommandLine.Create(Session.RunAsync).Parse(args).InvokeAsync();
