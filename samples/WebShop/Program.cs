using WebShop;

// Try it: dotnet run --project samples/WebShop, then the requests in WebShop.http.
await Shop.Build(args).RunAsync();
