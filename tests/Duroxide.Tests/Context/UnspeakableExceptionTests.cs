using Microsoft.Extensions.Logging;

namespace Duroxide.Tests;

public class UnspeakableExceptionTests
{
    sealed class UnspeakableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    sealed class UnspeakableConverter : IPayloadConverter
    {
        public string Encode<T>(T value) => throw new UnspeakableException();

        public T Decode<T>(string text) => throw new UnspeakableException();
    }

    [Fact]
    public void It_fails_the_orchestration_although_something_is_open()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var reminder = ctx.ScheduleTimer(TimeSpan.FromDays(30));
            await ctx.Call("a");
            throw new UnspeakableException();
        });

        IsToldOf(driver.Start().Complete("a", "\"\"").Failure);
    }

    [Fact]
    public void It_fails_the_orchestration_before_the_first_await()
    {
        using var driver = Driver.Of<string>(_ => throw new UnspeakableException());

        IsToldOf(driver.Start().Failure);
    }

    [Fact]
    public void It_fails_the_orchestration_when_nobody_awaits_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            Forget();
            return await ctx.Call("b");

            async void Forget()
            {
                await ctx.Call("a");
                throw new UnspeakableException();
            }
        });

        IsToldOf(driver.Start().Complete("a", "\"\"").Failure);
    }

    [Fact]
    public void It_fails_the_orchestration_out_of_the_function_of_a_map()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.Call("a").Map<string>(_ => throw new UnspeakableException())
        );

        IsToldOf(driver.Start().Complete("a", "\"\"").Failure);
    }

    [Fact]
    public void It_fails_the_orchestration_out_of_the_question_whether_to_retry()
    {
        using var driver = Driver.Of<string>(async ctx =>
            await ctx.ScheduleActivity<string, string>(
                "a",
                "",
                new()
                {
                    Retry = RetryPolicy.Exponential(attempts: 3) with
                    {
                        ShouldRetry = _ => throw new UnspeakableException(),
                    },
                }
            )
        );

        IsToldOf(driver.Start().Fail("a").Failure);
    }

    [Fact]
    public void It_can_be_the_cause_of_another_one()
    {
        using var driver = Driver.Of<string>(_ =>
            throw new InvalidOperationException("outer", new UnspeakableException())
        );

        var failure = Assert.IsType<Failure.Application>(driver.Start().Failure);
        Assert.Equal("outer", failure.Message);
        Assert.Contains("cannot be read", failure.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_logged()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            ctx.Logger.LogWarning(new UnspeakableException(), "noticed");
            return Task.FromResult("logged");
        });

        Assert.Equal("\"logged\"", driver.Start().Output);
        Assert.StartsWith("noticed", Assert.Single(driver.Traces).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_converter_may_throw_it()
    {
        var codec = new PayloadCodec(new UnspeakableConverter());

        var thrown = Assert.Throws<PayloadException>(() => codec.Encode(1, "the input"));

        Assert.Contains("the input does not fit", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NotSupportedException), thrown.ToFailure().Message, StringComparison.Ordinal);
    }

    static void IsToldOf(Failure ended)
    {
        var failure = Assert.IsType<Failure.Application>(ended);
        Assert.Equal(typeof(UnspeakableException).FullName, failure.ErrorType);
        Assert.Contains(nameof(NotSupportedException), failure.Message, StringComparison.Ordinal);
    }
}
