using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class TagTests : ClientDesk
{
    [Fact]
    public async Task Instances_show_the_tags_that_they_were_started_with()
    {
        var tags = ValueMap.Of(("customer", "acme"));
        await Client.StartOrchestrationAsync("orders/fulfil", "tagged", 17, new() { Tags = tags });

        Assert.Equal(tags, Assert.Single(await Client.Management.ListInstancesAsync()).Tags);
    }

    [Fact]
    public async Task Tags_beyond_the_limits_are_refused_before_anything_is_started()
    {
        var tags = ValueMap.Of(("customer", new string('a', 257)));

        var error = await RefusedAsync(() =>
            Client.StartOrchestrationAsync("orders/fulfil", "tagged", 17, new() { Tags = tags })
        );

        Assert.Equal(
            new ClientError.InvalidInput(
                "Instance 'tagged' cannot start with these tags: the value of tag customer is 257 bytes and exceeds "
                    + "limit 256 bytes (Limits.InstanceTagBytes). Choose a shorter one, or raise the limit."
            ),
            error
        );
        Assert.Empty(await Client.Management.ListInstancesAsync());
    }
}
