using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class CountTests : ClientDesk
{
    static readonly Ending Done = new Ending.Completed("5");

    ManagementClient Management => Client.Management;

    [Fact]
    public async Task Instances_are_counted_over_all_pages_the_largest_group_first()
    {
        await StartAsync("one");
        await EndAsync("one", Done);
        await StartAsync("two");
        await StartAsync("three");

        Assert.Equal([new(null, 3)], await Management.CountInstancesAsync());
        Assert.Equal(
            [new("Running", 2), new("Completed", 1)],
            await Management.CountInstancesAsync(by: new InstanceGrouping.Status())
        );
        Assert.Equal([new(null, 0)], await Management.CountInstancesAsync(new() { Name = "nothing" }));
        Assert.Empty(await Management.CountInstancesAsync(new() { Name = "nothing" }, new InstanceGrouping.Name()));
    }
}
