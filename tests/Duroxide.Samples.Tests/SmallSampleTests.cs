namespace Duroxide.Samples.Tests;

/// <summary>The small samples end by themselves, say what their pages say, and go on from their files when they run again.</summary>
public sealed class SmallSampleTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_greeting_is_there_when_it_is_asked_for_again()
    {
        Assert.Equal(["Hello, reader! Hello, world!"], await SampleProcess.RunAsync("HelloWorld", folder));
        Assert.Equal(["Hello, reader! Hello, world!"], await SampleProcess.RunAsync("HelloWorld", folder));
    }

    [Theory]
    [InlineData("Actor")]
    [InlineData("Approval")]
    [InlineData("Chat")]
    [InlineData("Cluster")]
    [InlineData("Saga")]
    public async Task Who_asks_for_help_gets_it_and_no_file(string sample)
    {
        Assert.StartsWith($"Usage: {sample} [", Assert.Single(await SampleProcess.RunAsync(sample, folder, "--help")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task An_expense_is_decided_once_by_the_first_who_answers_or_by_the_last_deadline()
    {
        string[] decisions =
        [
            "lunch: approved, enjoy",
            "conference: approved, an exception",
            "yacht: declined, nobody answered",
        ];

        Assert.Equal(["3 of 3 expenses are new", .. decisions], await SampleProcess.RunAsync("Approval", folder));
        Assert.Equal(["0 of 3 expenses are new", .. decisions], await SampleProcess.RunAsync("Approval", folder));
    }

    [Fact]
    public async Task A_saga_undoes_what_was_done_in_reverse_order_and_a_second_run_does_nothing_twice()
    {
        Assert.Equal(
            [
                "Lisbon: booked",
                "Lisbon: 3 bookings are left",
                "Venice: the hotel is cancelled",
                "Venice: the flight is cancelled",
                "Venice: not booked: There are no cars in Venice.",
                "Venice: 0 bookings are left",
            ],
            await SampleProcess.RunAsync("Saga", folder)
        );
        Assert.Equal(
            [
                "Lisbon: booked",
                "Lisbon: 3 bookings are left",
                "Venice: not booked: There are no cars in Venice.",
                "Venice: 0 bookings are left",
            ],
            await SampleProcess.RunAsync("Saga", folder)
        );
    }

    [Fact]
    public async Task A_chat_has_an_execution_for_each_message_and_goes_on_in_the_next_run()
    {
        Assert.Equal(
            [
                "> good morning",
                "Hello! Why do you say 'good morning'?",
                "> it rains",
                "Tell me more.",
                "> will it ever stop?",
                "What do you think yourself?",
                "The transcript has 6 lines.",
            ],
            await SampleProcess.RunAsync("Chat", folder)
        );
        Assert.Equal(
            [
                "> good morning",
                "Tell me more.",
                "> it rains",
                "Tell me more.",
                "> will it ever stop?",
                "What do you think yourself?",
                "6 messages were answered in 7 executions",
                "The transcript has 12 lines.",
            ],
            await SampleProcess.RunAsync("Chat", folder, "chat.db", "bye")
        );
        Assert.Equal("The transcript has 6 lines.", (await SampleProcess.RunAsync("Chat", folder))[^1]);
    }

    [Fact]
    public async Task An_actor_lives_from_run_to_run_until_it_is_cancelled_and_keeps_few_executions()
    {
        Assert.Equal(
            ["55 readings from 10 to 16 degrees", "execution 6 runs, 3 are kept"],
            await SampleProcess.RunAsync("Actor", folder)
        );
        Assert.Equal(
            ["110 readings from 10 to 16 degrees", "execution 12 runs, 3 are kept", "canceled: the cellar is sold"],
            await SampleProcess.RunAsync("Actor", folder, "cellar.db", "sold")
        );
        Assert.Equal("55 readings from 10 to 16 degrees", (await SampleProcess.RunAsync("Actor", folder))[0]);
    }
}
