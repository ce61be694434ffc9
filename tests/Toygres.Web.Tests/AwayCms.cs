using System.Data.Common;
using System.Reflection;

namespace Toygres.Web.Tests;

/// <summary>A memory of the fleet that can be away: then each call fails, as when its database does not answer.</summary>
public class AwayCms : DispatchProxy
{
    private ICms real = null!;

    public volatile bool IsAway;

    public static (ICms Cms, AwayCms Switch) Over(ICms real)
    {
        var cms = Create<ICms, AwayCms>();
        var away = (AwayCms)cms;
        away.real = real;
        return (cms, away);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        IsAway ? throw new GoneException() : targetMethod!.Invoke(real, args);

    private sealed class GoneException() : DbException("the server is away");
}
