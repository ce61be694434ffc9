using Npgsql;
using Toygres.Cms;

namespace Toygres.Tests.Cms;

public class PostgreSqlCmsTests : CmsContract
{
    private NpgsqlDataSource source = null!;

    protected override ICms Memory => SqlCms.In(source);

    public override async ValueTask InitializeAsync() => source = await TestDatabase.NewAsync();

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
