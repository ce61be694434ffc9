namespace Toygres.Tests.Cms;

public abstract partial class CmsContract
{
    [Fact]
    public async Task A_copy_has_the_runtime_image_of_what_it_is_a_copy_of()
    {
        await Memory.PrepareAsync(Cancel);
        var runtime = NewRuntime();
        var row = NewRow() with { Runtime = runtime };
        Assert.IsType<Outcome.Refused>(await Memory.ReserveAsync(row, null, Cancel));
        await Memory.RegisterAsync(new(runtime, Now), Cancel);
        await Memory.ReserveAsync(row, null, Cancel);
        Assert.Equal(runtime, (await Memory.FindAsync(row.Name, Cancel))!.Runtime);

        var image = NewImage() with { Source = row.Name };
        await Memory.ReserveImageAsync(image, null, Cancel);
        var copy = NewRow() with { SourceImage = image.Name };
        var replica = NewRow() with { Follows = row.Name };
        await Memory.ReserveAsync(copy, null, Cancel);
        await Memory.ReserveAsync(replica, null, Cancel);

        Assert.Equal(runtime, (await Memory.FindImageAsync(image.Name, Cancel))!.Runtime);
        Assert.Equal(runtime, (await Memory.FindAsync(copy.Name, Cancel))!.Runtime);
        Assert.Equal(runtime, (await Memory.FindAsync(replica.Name, Cancel))!.Runtime);
    }

    [Fact]
    public async Task A_replica_is_of_the_line_of_what_it_follows_and_all_else_begins_one()
    {
        await Memory.PrepareAsync(Cancel);
        var row = NewRow();
        var replica = NewRow() with { Follows = row.Name };
        var second = NewRow() with { Follows = replica.Name };
        var copy = NewRow() with { SourceImage = ImageName.Parse("monday") };
        foreach (var each in new[] { row, replica, second, copy })
        {
            await Memory.ReserveAsync(each, null, Cancel);
        }

        Assert.Equal(row.Name, (await Memory.FindAsync(row.Name, Cancel))!.Line);
        Assert.Equal(row.Name, (await Memory.FindAsync(replica.Name, Cancel))!.Line);
        Assert.Equal(row.Name, (await Memory.FindAsync(second.Name, Cancel))!.Line);
        Assert.Equal(copy.Name, (await Memory.FindAsync(copy.Name, Cancel))!.Line);
    }
}
