using System.Globalization;

namespace Duroxide.Testing.Conformance;

/// <summary>Whoever asks in SQL finds the views and their columns, sees what is stored, and changes nothing.</summary>
public abstract class ViewConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    private IStoreViews Views
    {
        get
        {
            Needs(Feature.Views);
            return Provider as IStoreViews
                ?? throw new InvalidOperationException(
                    $"{Provider.Name} has no views, and {typeof(TFixture).Name}.Lacks does not say so."
                );
        }
    }

    [Theory]
    [InlineData(
        "instances",
        "instance orchestration version status execution custom_status parent created updated ended suspended parked"
    )]
    [InlineData("executions", "instance execution status version started ended events")]
    [InlineData("tags", "instance name value")]
    [InlineData("instance_values", "instance name data updated")]
    [InlineData("activities", "instance execution event tag session attempts queued")]
    [InlineData("messages", "instance message arrived")]
    [InlineData("timers", "instance execution event due")]
    [InlineData("parked_items", "number kind instance reason since")]
    public async Task Every_view_has_its_columns_though_it_is_empty(string view, string columns)
    {
        var rows = await Views.QueryViewsAsync($"select * from {view}", 10, Cancellation);

        Assert.Equal(columns, string.Join(' ', rows.Columns));
        Assert.Empty(rows.Rows);
    }

    [Fact]
    public async Task Instances_are_seen_as_they_stand()
    {
        await Provider.EndAsync("done");
        await Provider.CreateAsync("busy");
        await Provider.CommitAsync(
            (await Provider.TakeTurnAsync("busy")).Running() with
            {
                Version = Version("1.2.3"),
                CustomStatus = new StatusChange("half-way"),
            }
        );
        await Provider.CreateAsync("new");

        Assert.Equal(
            ["busy 1.2.3 Running 1 half-way", "done  Completed 1 ", "new  Running 1 "],
            await AskAsync(
                "select instance, version, status, execution, custom_status from instances order by instance"
            )
        );
        Assert.Equal(
            ["busy 1", "done 1", "new 0"],
            await AskAsync("select instance, events from executions order by instance")
        );
    }

    [Fact]
    public async Task Times_are_texts_in_UTC_and_what_has_none_is_null()
    {
        await Provider.CreateAsync("new");

        var rows = await Views.QueryViewsAsync("select created, ended from instances", 10, Cancellation);

        var row = Assert.Single(rows.Rows);
        var created = Assert.IsType<string>(row[0]);
        Assert.EndsWith("Z", created, StringComparison.Ordinal);
        Assert.Equal(Now.ToDateTimeOffset(), DateTimeOffset.Parse(created, CultureInfo.InvariantCulture));
        Assert.Null(row[1]);
    }

    [Fact]
    public async Task What_waits_is_seen_with_whom_it_belongs_to()
    {
        await Provider.CreateAsync("busy");
        await Provider.CommitAsync(
            (await Provider.TakeTurnAsync("busy")).Running() with
            {
                Activities = [Work.Activity(2) with { Tag = "gpu" }],
                Timers = [new NewTimer(new EventId(3), Now.Plus(Second), Bytes("timer"))],
                Values = [new ValueChange("color", new StoredValue("\"red\"", Now))],
                Tags = [new TagChange("region", "eu")],
            }
        );
        await Provider.SendAsync("busy", "hello");

        Assert.Equal(["busy 1 2 gpu"], await AskAsync("select instance, execution, event, tag from activities"));
        Assert.Equal(["busy 1 3"], await AskAsync("select instance, execution, event from timers"));
        Assert.Equal(["busy"], await AskAsync("select instance from messages"));
        Assert.Equal(["busy color \"red\""], await AskAsync("select instance, name, data from instance_values"));
        Assert.Equal(["busy region eu"], await AskAsync("select instance, name, value from tags"));
    }

    [Fact]
    public async Task What_is_aside_is_seen_with_its_reason()
    {
        await Provider.CreateAsync("parked");
        await Provider.ParkAsync(await Provider.TakeTurnAsync("parked"), "unreadable");

        Assert.Equal(["Instance parked unreadable"], await AskAsync("select kind, instance, reason from parked_items"));
        Assert.Equal(["unreadable"], await AskAsync("select parked from instances"));
    }

    [Fact]
    public async Task Views_are_joined_and_counted()
    {
        await Provider.CreateAsync("one", "two");
        await Provider.SendAsync("one", "hello", "again");

        Assert.Equal(
            ["one 2", "two 0"],
            await AskAsync(
                "select i.instance, count(m.message) as waiting from instances i left join messages m on m.instance = i.instance group by i.instance order by 1"
            )
        );
    }

    [Fact]
    public async Task A_statement_may_end_in_a_remark_or_a_semicolon()
    {
        await Provider.CreateAsync("one");

        Assert.Equal(["one"], await AskAsync("select instance from instances -- all of them"));
        Assert.Equal(["one"], await AskAsync("select instance from instances;\n"));
    }

    [Fact]
    public async Task No_more_rows_come_than_are_asked_for()
    {
        await Provider.CreateAsync("one", "two", "three");

        Assert.Equal(2, (await Views.QueryViewsAsync("select * from instances", 2, Cancellation)).Rows.Count);
        Assert.Empty((await Views.QueryViewsAsync("select * from instances", 0, Cancellation)).Rows);
    }

    [Theory]
    [InlineData("delete from instances")]
    [InlineData("update instances set version = '9.9.9'")]
    [InlineData("create table mine (id int)")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1) as one; create table mine (id int); select 1 from (select 1")]
    [InlineData("select nothing from instances")]
    [InlineData("select * from nowhere")]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Nothing_but_one_statement_that_selects_is_answered(string statement)
    {
        await Provider.CreateAsync("one");
        var views = Views;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => views.QueryViewsAsync(statement, 10, Cancellation));

        Assert.Equal(["one "], await AskAsync("select instance, version from instances"));
    }

    [Fact]
    public async Task A_number_of_rows_below_zero_is_refused()
    {
        var views = Views;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            views.QueryViewsAsync("select 1", -1, Cancellation)
        );
    }

    [Fact]
    public async Task Who_has_given_up_gets_no_answer()
    {
        var views = Views;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            views.QueryViewsAsync("select * from instances", 10, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task Whoever_asks_holds_up_nobody_who_writes()
    {
        await Provider.BeginAsync("one");
        var asked = Enumerable
            .Range(0, 20)
            .Select(_ => Views.QueryViewsAsync("select count(*) from instances", 10, Cancellation))
            .ToList();

        await Provider.BeginAsync("two");

        await Task.WhenAll(asked);
        Assert.Equal(["2"], await AskAsync("select count(*) from instances"));
    }

    private async Task<IEnumerable<string>> AskAsync(string select)
    {
        var answer = await Views.QueryViewsAsync(select, 100, Cancellation);
        return answer.Rows.Select(row =>
            string.Join(' ', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))
        );
    }
}
