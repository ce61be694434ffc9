namespace Duroxide.Testing.Conformance;

/// <summary>Instances are found by what is known of them, in every order, a page at a time, and counted.</summary>
public abstract class ListingConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly InstanceOrder[] Orders = Enum.GetValues<InstanceOrder>();

    [Theory]
    [InlineData(InstanceOrder.NewestFirst, "e d c b a")]
    [InlineData(InstanceOrder.OldestFirst, "a b c d e")]
    [InlineData(InstanceOrder.LastChangedFirst, "b e d c a")]
    [InlineData(InstanceOrder.FirstChangedFirst, "a c d e b")]
    [InlineData(InstanceOrder.ById, "a b c d e")]
    [InlineData(InstanceOrder.ByIdDescending, "e d c b a")]
    public async Task Pages_of_every_order_follow_each_other_without_gap_or_repetition(InstanceOrder order, string ids)
    {
        await ShopAsync();

        for (var limit = 1; limit <= 5; limit++)
        {
            Assert.Equal(ids.Split(' '), await WalkAsync(new() { Order = order, Limit = limit }));
        }
    }

    [Fact]
    public async Task Each_condition_holds_alone_in_every_order()
    {
        await ShopAsync();
        var began = (await Provider.ReadAsync("c"))!.Created.ToDateTimeOffset();
        var changed = (await Provider.ReadAsync("b"))!.Updated.ToDateTimeOffset();

        await FindsAsync(new() { Status = ExecutionStatus.Running }, "a", "c", "e");
        await FindsAsync(new() { Status = ExecutionStatus.Failed }, "d");
        await FindsAsync(new() { Status = ExecutionStatus.Completed }, "b");
        await FindsAsync(new() { Name = "test/child" }, "e");
        await FindsAsync(new() { Version = Version("2.0.0") }, "c");
        await FindsAsync(new() { CreatedFrom = began }, "c", "d", "e");
        await FindsAsync(new() { CreatedBefore = began }, "a", "b");
        await FindsAsync(new() { UpdatedFrom = changed }, "b");
        await FindsAsync(new() { UpdatedBefore = changed }, "a", "c", "d", "e");
        await FindsAsync(new() { EndedBefore = changed }, "d");
        await FindsAsync(new() { Parent = "a" }, "e");
        await FindsAsync(new() { RootsOnly = true }, "a", "b", "c", "d");
        await FindsAsync(new() { IdPrefix = "d" }, "d");
        await FindsAsync(new() { IdPrefix = "" }, "a", "b", "c", "d", "e");
        await FindsAsync(new() { IsParked = true }, "a");
        await FindsAsync(new() { IsParked = false }, "b", "c", "d", "e");
        await FindsAsync(new() { Tags = ValueMap.Of(("customer", "acme")) }, "a", "b");
        await FindsAsync(new() { Tags = ValueMap.Of(("customer", "acme"), ("region", "eu")) }, "b");
        await FindsAsync(new() { Tags = ValueMap.Of(("customer", "eu")) });
    }

    [Fact]
    public async Task Conditions_of_every_kind_add_up()
    {
        await ShopAsync();
        var all = new InstanceQuery
        {
            Status = ExecutionStatus.Completed,
            Name = "test/orchestration",
            CreatedFrom = DateTimeOffset.UnixEpoch,
            CreatedBefore = DateTimeOffset.MaxValue,
            UpdatedFrom = DateTimeOffset.UnixEpoch,
            UpdatedBefore = DateTimeOffset.MaxValue,
            EndedBefore = DateTimeOffset.MaxValue,
            RootsOnly = true,
            IdPrefix = "b",
            IsParked = false,
            Tags = ValueMap.Of(("customer", "acme")),
        };

        await FindsAsync(all, "b");
        await FindsAsync(all with { Status = ExecutionStatus.Failed });
        await FindsAsync(all with { IsParked = true });
        await FindsAsync(all with { Parent = "a", RootsOnly = false });
    }

    [Fact]
    public async Task Ids_that_begin_alike_are_found_page_by_page_and_compared_by_their_bytes()
    {
        await Provider.EndAsync("order-2", "order-10", "order", "orders", "ordes", "order-\U0001F4E6", "order-\uFF01");
        string[] expected = ["order-10", "order-2", "order-\uFF01", "order-\U0001F4E6"];

        Assert.Equal(
            expected,
            await WalkAsync(
                new()
                {
                    IdPrefix = "order-",
                    Order = InstanceOrder.ById,
                    Limit = 1,
                }
            )
        );
        Assert.Equal(
            expected.Reverse(),
            await WalkAsync(
                new()
                {
                    IdPrefix = "order-",
                    Order = InstanceOrder.ByIdDescending,
                    Limit = 1,
                }
            )
        );
        Assert.Equal(
            ["order"],
            (await Management.ListInstancesAsync(new() { Order = InstanceOrder.ById, Limit = 1 }, Cancellation)).Select(
                row => row.Instance.Value
            )
        );
    }

    [Fact]
    public async Task In_every_order_a_page_begins_after_an_instance_that_is_gone()
    {
        foreach (var order in Orders)
        {
            await Provider.EndAsync($"{order}-1", $"{order}-2", $"{order}-3");
            var query = new InstanceQuery { Order = order, IdPrefix = $"{order}-" };
            var first = (await WalkAsync(query))[1];
            var page = await Management.ListInstancesAsync(query with { Limit = 2 }, Cancellation);
            await Management.DeleteInstancesAsync([first], DeletionForce.None, Cancellation);

            var rest = await WalkAsync(query with { After = page.Next });

            Assert.Equal((await WalkAsync(query)).TakeLast(1), rest);
        }
    }

    [Fact]
    public async Task An_instance_that_failed_again_after_a_restart_is_listed_once()
    {
        await StartAsync("again");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("again")).Ending(ExecutionStatus.Failed, "error"));
        var failed = new InstanceQuery { Status = ExecutionStatus.Failed };
        var restart = new Restart("again", ExecutionId.First, "test/orchestration", Bytes("anew"));
        await Management.RestartInstanceAsync(restart, Cancellation);
        Assert.Empty(await WalkAsync(failed));

        await Provider.CommitAsync((await Provider.TakeTurnAsync("again")).Ending(ExecutionStatus.Failed, "error"));

        await FindsAsync(failed, "again");
    }

    [Fact]
    public async Task A_mark_of_another_order_or_of_nothing_is_refused()
    {
        await ShopAsync();
        var page = await Management.ListInstancesAsync(new() { Limit = 1 }, Cancellation);

        foreach (var order in Orders.Where(order => order > InstanceOrder.OldestFirst))
        {
            await RefusedAsync(new() { Order = order, After = page.Next });
        }
        await RefusedAsync(new() { After = "b" });
        await RefusedAsync(new() { After = "" });
    }

    [Fact]
    public async Task The_last_page_says_that_there_is_nothing_more()
    {
        await ShopAsync();

        Assert.Null((await Management.ListInstancesAsync(new() { Limit = 6 }, Cancellation)).Next);
        Assert.NotNull((await Management.ListInstancesAsync(new() { Limit = 4 }, Cancellation)).Next);
    }

    [Fact]
    public async Task Instances_are_counted_by_what_they_have()
    {
        await ShopAsync();

        Assert.Equal("5", await CountAsync(new(), new InstanceGrouping.None()));
        Assert.Equal("Completed 1, Failed 1, Running 3", await CountAsync(new(), new InstanceGrouping.Status()));
        Assert.Equal("test/child 1, test/orchestration 4", await CountAsync(new(), new InstanceGrouping.Name()));
        Assert.Equal("2.0.0 1, 4", await CountAsync(new(), new InstanceGrouping.Version()));
        Assert.Equal("2, acme 2, other 1", await CountAsync(new(), new InstanceGrouping.Tag("customer")));
        Assert.Equal(
            "Completed 1, Running 1",
            await CountAsync(new() { Tags = ValueMap.Of(("customer", "acme")) }, new InstanceGrouping.Status())
        );
        Assert.Equal("", await CountAsync(new() { Name = "nobody" }, new InstanceGrouping.None()));
    }

    [Fact]
    public async Task A_count_passes_over_the_limit_and_counts_behind_a_mark()
    {
        await ShopAsync();
        var page = await Management.ListInstancesAsync(new() { Limit = 2 }, Cancellation);

        Assert.Equal("5", await CountAsync(new() { Limit = 1 }, new InstanceGrouping.None()));
        Assert.Equal("3", await CountAsync(new() { After = page.Next }, new InstanceGrouping.None()));
    }

    /// <summary>Five instances, each created a second after the one before: a is parked, b ends last, e is a child.</summary>
    private async Task ShopAsync()
    {
        await StartAsync("a", ("customer", "acme"));
        await Provider.ParkAsync(await Provider.TakeTurnAsync("a"), "unreadable");
        await PassAsync(Second);
        await StartAsync("b", ("customer", "acme"), ("region", "eu"));
        var last = await Provider.TakeTurnAsync("b");
        await PassAsync(Second);
        await StartAsync("c", ("customer", "other"));
        await Provider.CommitAsync((await Provider.TakeTurnAsync("c")).Running() with { Version = Version("2.0.0") });
        await PassAsync(Second);
        await StartAsync("d");
        await Provider.CommitAsync((await Provider.TakeTurnAsync("d")).Ending(ExecutionStatus.Failed, "error"));
        await PassAsync(Second);
        await Provider.BeginChildAsync("e", "a");
        await PassAsync(Second);
        await Provider.CommitAsync(last.Ending());
    }

    private async Task StartAsync(string instance, params (string, string)[] tags)
    {
        var start = new NewInstance(instance, "test/orchestration", Bytes(instance)) { Tags = ValueMap.Of(tags) };
        Assert.Equal([true], await Provider.CreateInstancesAsync([start], Cancellation));
    }

    private async Task FindsAsync(InstanceQuery query, params string[] expected)
    {
        foreach (var order in Orders)
        {
            var found = await WalkAsync(query with { Order = order, Limit = 2 });
            Assert.True(
                expected.SequenceEqual(found.Order(StringComparer.Ordinal)),
                $"{query} by {order} finds {string.Join(' ', found)} instead of {string.Join(' ', expected)}"
            );
        }
    }

    private async Task<IReadOnlyList<string>> WalkAsync(InstanceQuery query)
    {
        List<string> found = [];
        do
        {
            var page = await Management.ListInstancesAsync(query, Cancellation);
            Assert.True(page.Count <= query.Limit);
            found.AddRange(page.Select(row => row.Instance.Value));
            query = query with { After = page.Next };
        } while (query.After is not null);
        return found;
    }

    private async Task<string> CountAsync(InstanceQuery query, InstanceGrouping by)
    {
        var page = await Management.CountInstancesAsync(query, by, Cancellation);
        Assert.Null(page.Next);
        return string.Join(
            ", ",
            page.Select(count => $"{count.Group} {count.Count}".TrimStart()).Order(StringComparer.Ordinal)
        );
    }

    private async Task RefusedAsync(InstanceQuery query)
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() =>
            Management.ListInstancesAsync(query, Cancellation)
        );
        Assert.False(refused.IsRetryable);
        Assert.Contains($"'{query.After}'", refused.Message, StringComparison.Ordinal);
    }
}
