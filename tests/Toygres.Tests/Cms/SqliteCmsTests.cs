using Toygres.Cms;

namespace Toygres.Tests.Cms;

public class SqliteCmsTests : CmsContract
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"toygres-{Guid.NewGuid():N}.db");

    protected override ICms Memory => SqlCms.InSqlite($"Data Source={file};Pooling=False");

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        File.Delete(file);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
