using System.Net;
using Duroxide.Providers;

namespace Duroxide.Dashboard.Tests;

public sealed class WorkPageTests : IAsyncLifetime
{
    DashboardApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await DashboardApp.StartAsync();
        await app.StartOrderAsync("order-1");
        for (var number = 1; number <= 2; number++)
        {
            await app.Provider.EnqueueAsync([new NewMessage("order-1", new byte[] { 255, 0, 255 })], default);
        }
        await UntilParkedAsync(2);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_parked_message_is_discarded_for_ever()
    {
        var item = (await ParkedAsync())[0].Id;

        using var discarded = await app.PostAsync($"/api/parked/discard?item={item}");
        using var again = await app.PostAsync($"/api/parked/discard?item={item}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (discarded.StatusCode, again.StatusCode));
        Assert.Single(await ParkedAsync());
        Assert.Contains($"anonymous at 127.0.0.1 did discard of 'parked item {item}'", app.Audit);
    }

    [Fact]
    public async Task All_that_the_page_showed_are_discarded_and_nothing_without_a_confirmation()
    {
        var last = $"{(await ParkedAsync()).Max(item => item.Id)}";

        using var unsure = await SendAsync(("action", "discard"), ("last", last));
        Assert.Equal(2, (await ParkedAsync()).Count);
        using var sure = await SendAsync(("action", "discard"), ("last", last), ("confirm", "yes"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.SeeOther), (unsure.StatusCode, sure.StatusCode));
        Assert.Empty(await ParkedAsync());
    }

    [Fact]
    public async Task A_released_message_is_tried_again()
    {
        var item = (await ParkedAsync())[0].Id;

        using var released = await SendAsync(("action", "release"), ("item", $"{item}"), ("confirm", "yes"));

        Assert.Equal("/duroxide/work?done=1", released.Headers.Location!.ToString());
        await UntilParkedAsync(2);
    }

    Task<IReadOnlyList<ParkedItem>> ParkedAsync() => app.Client.Management.ListParkedAsync();

    async Task UntilParkedAsync(int count)
    {
        while ((await ParkedAsync()).Count != count)
        {
            await Task.Yield();
        }
    }

    Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{app.Address}/work")
        {
            Content = new FormUrlEncodedContent(
                fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))
            ),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return app.Http.SendAsync(request);
    }
}
