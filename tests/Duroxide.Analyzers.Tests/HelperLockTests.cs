namespace Duroxide.Analyzers.Tests;

/// <summary>Helpers behind an interface or a base count in the print of what calls them.</summary>
public sealed class HelperLockTests
{
    const string Carriers = """
        public interface ICarrier { Task CarryAsync(OrchestrationContext ctx); }

        public sealed class Van : ICarrier
        {
            public async Task CarryAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(1));
        }

        public abstract class Vehicle
        {
            public abstract Task DriveAsync(OrchestrationContext ctx);

            public virtual async Task ParkAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(2));
        }

        public sealed class Truck : Vehicle
        {
            public override async Task DriveAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(3));

            public override async Task ParkAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(4));
        }

        public static class Code
        {
            public static readonly Orchestration<int, int> Ship = new("ship", async (ctx, n) =>
            {
                ICarrier carrier = new Van();
                Vehicle vehicle = new Truck();
                await carrier.CarryAsync(ctx);
                await vehicle.DriveAsync(ctx);
                await vehicle.ParkAsync(ctx);
                return n;
            });
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_helper_behind_an_interface_or_a_base_is_found_where_it_is_called(int hours)
    {
        var now = Carriers.Replace($"FromHours({hours})", "FromHours(9)");

        var found = Assert.Single(
            await Findings.OfAsync(
                Findings.Project("App", ("Code.cs", now), ("Usings.cs", Prelude.Usings)),
                new Text(LockFile.Name, Locked(Carriers))
            )
        );

        Assert.Equal("DUR0030", found.Id);
        Assert.StartsWith(
            hours == 1 ? "await carrier.CarryAsync"
                : hours == 3 ? "await vehicle.DriveAsync"
                : "await vehicle.ParkAsync",
            now[found.Location.SourceSpan.Start..],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_order_of_implementations_is_no_matter()
    {
        const string other =
            "public sealed class Bike : ICarrier { public async Task CarryAsync(OrchestrationContext ctx) => await ctx.ScheduleTimer(TimeSpan.FromHours(8)); }";

        Assert.Equal(Locked(Carriers + other), Locked(other + Carriers));
        Assert.NotEqual(Locked(Carriers), Locked(other + Carriers));
    }

    static string Locked(string code) =>
        Locks.Of(Findings.Project("App", ("Code.cs", code), ("Usings.cs", Prelude.Usings))).Single().Content;
}
