namespace Duroxide.Samples.Tests;

/// <summary>The small samples end by themselves, and say what their pages say.</summary>
public class SmallSampleTests
{
    [Fact]
    public async Task An_expense_is_decided_by_the_first_who_answers_or_by_the_last_deadline() =>
        Assert.Equal(
            ["lunch: approved, enjoy", "conference: approved, an exception", "yacht: declined, nobody answered"],
            await SampleProcess.RunAsync("Approval")
        );

    [Fact]
    public async Task A_saga_undoes_what_was_done_in_reverse_order() =>
        Assert.Equal(
            [
                "Lisbon: booked",
                "Lisbon: 3 bookings are left",
                "Venice: the hotel is cancelled",
                "Venice: the flight is cancelled",
                "Venice: not booked: There are no cars in Venice.",
                "Venice: 0 bookings are left",
            ],
            await SampleProcess.RunAsync("Saga")
        );

    [Fact]
    public async Task A_chat_has_an_execution_for_each_message_and_keeps_its_transcript() =>
        Assert.Equal(
            [
                "> good morning",
                "Hello! Why do you say 'good morning'?",
                "> it rains",
                "Tell me more.",
                "> will it ever stop?",
                "What do you think yourself?",
                "3 messages were answered in 4 executions",
                "The transcript has 6 lines.",
            ],
            await SampleProcess.RunAsync("Chat")
        );

    [Fact]
    public async Task An_actor_lives_until_it_is_cancelled_and_keeps_few_executions() =>
        Assert.Equal(
            ["55 readings from 10 to 16 degrees", "execution 6 runs, 3 are kept", "canceled: the cellar is sold"],
            await SampleProcess.RunAsync("Actor")
        );
}
