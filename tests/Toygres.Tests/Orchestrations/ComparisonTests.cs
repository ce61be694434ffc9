using Toygres.Orchestrations;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;
using Toygres.Tests.Model;

namespace Toygres.Tests.Orchestrations;

public class ComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Instance Row = LifecycleTests.Row();

    [Theory]
    [InlineData(InstanceState.Running, ObservedState.Ready, true)]
    [InlineData(InstanceState.Running, ObservedState.Stopped, false)]
    [InlineData(InstanceState.Running, ObservedState.Missing, false)]
    [InlineData(InstanceState.Running, ObservedState.Orphan, false)]
    [InlineData(InstanceState.Stopped, ObservedState.Stopped, true)]
    [InlineData(InstanceState.Stopped, ObservedState.Ready, false)]
    [InlineData(InstanceState.Failed, ObservedState.Missing, true)]
    [InlineData(InstanceState.Failed, ObservedState.Stopped, false)]
    public void What_is_wanted_is_compared_with_what_is_there(InstanceState wanted, ObservedState seen, bool isRight)
    {
        var findings = Compare([Row with { State = wanted }], seen);

        Assert.Equal(isRight, findings.Count == 0);
        Assert.All(findings, finding => Assert.Equal(Row.Name, Assert.IsType<Finding.Drifted>(finding).Name));
    }

    [Fact]
    public void What_ran_once_and_failed_keeps_its_data() =>
        Assert.Empty(Compare([Row with { State = InstanceState.Failed, Started = Now }], ObservedState.Stopped));

    [Fact]
    public void A_cluster_without_a_row_is_a_stray() =>
        Assert.Equal([new Finding.Stray(Row.Name)], Compare([], ObservedState.Stopped));

    [Theory]
    [InlineData(EngineState.Running, 60, false)]
    [InlineData(EngineState.Ended, 0, true)]
    [InlineData(EngineState.Unknown, 1, false)]
    [InlineData(EngineState.Unknown, 60, true)]
    public void What_an_operation_has_is_left_alone_until_that_has_ended(EngineState state, int minutes, bool abandoned)
    {
        var row = Row with { Operation = "stop-1", Updated = Now.AddMinutes(-minutes) };

        var findings = Compare([row], ObservedState.Missing, _ => state);

        Assert.Equal(abandoned ? [new Finding.Abandoned(Row.Name, "stop-1")] : [], findings);
    }

    [Theory]
    [InlineData(InstanceState.Running, ObservedState.Ready, true)]
    [InlineData(InstanceState.Stopped, ObservedState.Stopped, true)]
    [InlineData(InstanceState.Deleting, ObservedState.Stopped, false)]
    public void An_instance_whose_actor_ended_is_unwatched(InstanceState wanted, ObservedState seen, bool isUnwatched)
    {
        var row = Row with { State = wanted, ActorOrchestration = "actor-1" };

        var findings = Compare([row], seen, _ => EngineState.Ended);

        Assert.Equal(isUnwatched ? [new Finding.Unwatched(Row.Name)] : [], findings);
    }

    [Fact]
    public void Images_are_compared_too()
    {
        var (ready, failed) = (NewImage("ready", ImageState.Ready), NewImage("failed", ImageState.Failed));
        var seen = new Inventory([], [ImageName.Parse("stray"), failed.Name]);

        var findings = Comparison.Of(seen, [], [ready, failed], _ => EngineState.Ended, Now);

        Assert.Equal(
            [
                new Finding.StrayImage(ImageName.Parse("stray")),
                new Finding.StrayImage(failed.Name),
                new Finding.LostImage(ready.Name, "Its data is gone."),
            ],
            findings
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void A_backup_is_due_when_the_last_one_is_old_enough(int age, bool due)
    {
        var row = Row with { Backups = new BackupPlan(60, 3) };
        var last = NewImage("last", ImageState.Ready) with { IsScheduled = true, Created = Now.AddSeconds(-age) };

        Assert.Equal(due, BackupScheduler.IsDue(row, age == 0 ? [] : [last], Now));
        Assert.False(BackupScheduler.IsDue(row with { Operation = "stop-1" }, [], Now));
        Assert.False(BackupScheduler.IsDue(row with { Backups = null }, [], Now));
    }

    [Fact]
    public void What_is_older_than_the_backups_to_keep_goes_and_only_what_was_tried_counts()
    {
        var images = Enumerable
            .Range(1, 5)
            .Select(number =>
                NewImage($"backup-{number}", ImageState.Ready) with
                {
                    IsScheduled = true,
                    Created = Now.AddMinutes(number),
                    Verified = number == 4 ? null : Now,
                }
            )
            .ToList();

        var gone = BackupFlow.TooMany(images, new Backup(Row.Name, ImageName.Parse("backup-5"), Keep: 2, new Pace()));

        Assert.Equal(["backup-1", "backup-2"], gone.Select(image => image.Name.Value));
        Assert.Empty(
            BackupFlow.TooMany(images, new Backup(Row.Name, ImageName.Parse("backup-5"), Keep: 5, new Pace()))
        );
    }

    private static IReadOnlyList<Finding> Compare(
        IReadOnlyList<Instance> rows,
        ObservedState seen,
        Func<string, EngineState>? stateOf = null
    )
    {
        ObservedInstance[] there = seen is ObservedState.Missing ? [] : [new(Row.Name, seen, 5500)];
        return Comparison.Of(new Inventory(there, []), rows, [], stateOf ?? (_ => EngineState.Running), Now);
    }

    private static Image NewImage(string name, ImageState state) =>
        new()
        {
            Name = ImageName.Parse(name),
            Source = Row.Name,
            State = state,
            Size = Row.Size,
            CreateOrchestration = $"create-image-{name}",
            Created = Now.AddHours(-1),
            Updated = Now.AddHours(-1),
        };
}
