using System.Net.Http.Json;
using Duroxide.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace WebShop.Tests;

/// <summary>The shop as it is, with its endpoints and services, on a clock that the test moves.</summary>
public sealed class VirtualShopTests
{
    readonly VirtualTimeProvider time = new();

    [Fact]
    public async Task An_order_that_is_paid_in_ten_minutes_is_shipped()
    {
        await using var app = new WebApplicationFactory<Order>().WithWebHostBuilder(web =>
            web.ConfigureTestServices(services => services.UseVirtualTime(time))
        );
        using var http = app.CreateClient();

        var placed = await http.PostAsJsonAsync("/orders", new Order("Ada", "a lamp", 39.90m));
        await time.PassAsync(TimeSpan.FromMinutes(10));
        await http.PostAsJsonAsync($"{placed.Headers.Location}/payment", new Payment("4242"));
        await time.PassUntilAsync(http.GetStringAsync($"{placed.Headers.Location}/progress"));

        var order = await http.GetFromJsonAsync<OrderView>(placed.Headers.Location);
        Assert.Equal("completed", order!.State);
    }

    [Fact]
    public async Task An_order_that_nobody_pays_for_fails_after_a_quarter_of_an_hour()
    {
        await using var app = new WebApplicationFactory<Order>().WithWebHostBuilder(web =>
            web.ConfigureTestServices(services => services.UseVirtualTime(time))
        );
        using var http = app.CreateClient();
        var began = time.GetUtcNow();

        var placed = await http.PostAsJsonAsync("/orders", new Order("Ada", "a lamp", 39.90m));
        await time.PassUntilAsync(http.GetStringAsync($"{placed.Headers.Location}/progress"));

        var order = await http.GetFromJsonAsync<OrderView>(placed.Headers.Location);
        Assert.Equal("failed", order!.State);
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
    }
}
