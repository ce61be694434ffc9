using OrderFulfilment;

return await CommandLine.Create("order-data", services => new FulfilOrder(new(services))).Parse(args).InvokeAsync();
