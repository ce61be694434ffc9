using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Duroxide;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebShop.Tests;

/// <summary>The shop over real HTTP on loopback, on a port that the system chooses.</summary>
public sealed class WebShopTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("webshop-").FullName;
    readonly HttpClient http = new();
    WebApplication shop = null!;

    public async ValueTask InitializeAsync() => await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_order_that_is_paid_is_shipped()
    {
        var id = await PlaceAsync();

        var paid = await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));
        var events = await FollowAsync(id).ToListAsync();

        Assert.Equal(HttpStatusCode.Accepted, paid.StatusCode);
        Assert.Equal(("completed", $"parcel-{id}"), (events[^1].State, events[^1].Result));
    }

    [Fact]
    public async Task The_progress_of_an_order_is_streamed_until_its_end()
    {
        var id = await PlaceAsync();

        var seen = new List<string?>();
        await foreach (var view in FollowAsync(id))
        {
            seen.Add(view.Progress);
            if (view is { State: "running", Progress: "waiting for payment" })
            {
                await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));
            }
        }

        Assert.Contains("waiting for payment", seen);
        Assert.Equal("shipped", seen[^1]);
    }

    [Fact]
    public async Task Health_readiness_and_metrics_are_next_to_the_dashboard()
    {
        await PlaceAsync();

        Assert.Equal("Healthy", await http.GetStringAsync($"{Address}/health"));
        Assert.Equal("Healthy", await http.GetStringAsync($"{Address}/ready"));
        Assert.Contains(
            "duroxide_client_operation_duration_seconds_count",
            await http.GetStringAsync($"{Address}/metrics")
        );
    }

    [Fact]
    public async Task An_order_that_is_cancelled_fails_with_the_reason()
    {
        var id = await PlaceAsync();

        await http.DeleteAsync($"{Address}/orders/{id}");
        var end = (await FollowAsync(id).ToListAsync())[^1];

        Assert.Equal(("failed", "canceled: cancelled by the customer"), (end.State, end.Result));
    }

    [Fact]
    public async Task A_card_that_is_none_fails_the_order()
    {
        var id = await PlaceAsync();

        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("none"));
        var end = (await FollowAsync(id).ToListAsync())[^1];

        Assert.Equal(("failed", "'none' is not a card number"), (end.State, end.Result));
    }

    [Fact]
    public async Task An_order_goes_on_after_the_shop_was_restarted()
    {
        var id = await PlaceAsync();
        await shop.DisposeAsync();
        await OpenAsync();

        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));

        Assert.Equal("completed", (await FollowAsync(id).ToListAsync())[^1].State);
    }

    [Fact]
    public async Task An_order_that_nobody_placed_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Address}/orders/nobody")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Address}/orders/nobody/progress")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.DeleteAsync($"{Address}/orders/nobody")).StatusCode);
        var paid = await http.PostAsJsonAsync($"{Address}/orders/nobody/payment", new Payment("4242"));
        Assert.Equal(HttpStatusCode.NotFound, paid.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"card\":null}")]
    [InlineData("a card")]
    public async Task A_payment_without_a_card_is_refused_and_the_order_goes_on_waiting(string payment)
    {
        var id = await PlaceAsync();

        var refused = await http.PostAsync($"{Address}/orders/{id}/payment", Json(payment));
        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("completed", (await FollowAsync(id).ToListAsync())[^1].State);
    }

    [Fact]
    public async Task An_order_without_an_item_is_refused()
    {
        var refused = await http.PostAsync($"{Address}/orders", Json("""{"customer":"Ada","price":39.9}"""));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("", "a lamp", 39.9, "customer")]
    [InlineData(" ", "a lamp", 39.9, "customer")]
    [InlineData("Ada", "", 39.9, "item")]
    [InlineData("Ada", "a lamp", -1, "price")]
    [InlineData("Ada", "a lamp", 0, "price")]
    public async Task An_order_that_makes_no_sense_is_refused_by_its_field(
        string customer,
        string item,
        double price,
        string field
    )
    {
        var refused = await http.PostAsJsonAsync($"{Address}/orders", new Order(customer, item, (decimal)price));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_customer_of_ten_megabytes_is_refused()
    {
        var order = new Order(new string('a', 10_000_000), "a lamp", 39.9m);

        var refused = await http.PostAsJsonAsync($"{Address}/orders", order);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/progress")]
    [InlineData("DELETE", "")]
    public async Task An_id_that_is_too_long_is_the_callers_mistake_and_says_so(string method, string rest)
    {
        using var request = new HttpRequestMessage(new(method), $"{Address}/orders/{new string('x', 1100)}{rest}");

        var refused = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("NameBytes", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_a_body()
    {
        var refused = await http.PostAsync($"{Address}/orders", Json("no order"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Bad Request", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_the_streams_and_waits_for_nobody_who_watches()
    {
        var id = await PlaceAsync();
        var views = FollowAsync(id).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await views.MoveNextAsync());

        // With a stream open the server would wait for its whole patience, half a minute.
        await shop.StopAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        while (await views.MoveNextAsync()) { }
    }

    [Fact]
    public async Task A_second_payment_is_not_charged()
    {
        var id = await PlaceAsync();

        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));
        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("none"));

        Assert.Equal("completed", (await FollowAsync(id).ToListAsync())[^1].State);
        var client = shop.Services.GetRequiredService<DuroxideClient>();
        var history = await client.ReadHistoryAsync(id, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Single(history!.Activities, asked => asked.Name == OrderWorkflow.Charge.Name);
    }

    [Fact]
    public async Task Many_may_watch_one_order()
    {
        var id = await PlaceAsync();
        var watching = Enumerable.Range(0, 3).Select(_ => FollowAsync(id).ToListAsync().AsTask()).ToList();

        await http.PostAsJsonAsync($"{Address}/orders/{id}/payment", new Payment("4242"));

        Assert.All(await Task.WhenAll(watching), seen => Assert.Equal("completed", seen[^1].State));
    }

    [Fact]
    public async Task The_shop_is_healthy_until_it_stops()
    {
        Assert.Equal("Healthy", await http.GetStringAsync($"{Address}/health"));
        var health = shop.Services.GetRequiredService<HealthCheckService>();

        await shop.StopAsync(TestContext.Current.CancellationToken);

        var stopped = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Unhealthy, stopped.Status);
    }

    [Fact]
    public async Task Whoever_runs_the_shop_sees_an_order_on_the_dashboard()
    {
        var id = await PlaceAsync();

        Assert.Contains(id, await http.GetStringAsync($"{Address}/duroxide/instances"));
        Assert.Contains("Payment", await http.GetStringAsync($"{Address}/duroxide/instance?id={id}"));
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    string Address => shop.Urls.Single();

    async Task OpenAsync()
    {
        shop = Shop.Build([
            "--urls=http://127.0.0.1:0",
            $"--WebShop:Database={Path.Combine(folder, "webshop.db")}",
            "--Logging:LogLevel:Default=Warning",
        ]);
        await shop.StartAsync(TestContext.Current.CancellationToken);
    }

    async Task<string> PlaceAsync()
    {
        var answer = await http.PostAsJsonAsync($"{Address}/orders", new Order("Ada", "a lamp", 39.90m));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OrderView>())!.Id;
    }

    async IAsyncEnumerable<OrderView> FollowAsync(string id)
    {
        await using var stream = await http.GetStreamAsync($"{Address}/orders/{id}/progress");
        var events = SseParser.Create(
            stream,
            (_, data) => JsonSerializer.Deserialize<OrderView>(data, JsonSerializerOptions.Web)!
        );
        await foreach (var item in events.EnumerateAsync())
        {
            yield return item.Data;
        }
    }
}
