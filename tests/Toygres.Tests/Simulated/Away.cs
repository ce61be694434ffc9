using System.Reflection;

namespace Toygres.Tests.Simulated;

/// <summary>A memory that can be away: every call fails then, as one to a database does that nobody reaches.</summary>
public class Away : DispatchProxy
{
    private ICms? memory;

    public bool IsAway { get; set; }

    /// <summary>How many calls were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Wraps a memory.</summary>
    internal static (ICms Memory, Away Absence) From(ICms memory)
    {
        var wrapped = Create<ICms, Away>();
        var absence = (Away)(object)wrapped;
        absence.memory = memory;
        return (wrapped, absence);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (IsAway)
        {
            Refused++;
            throw new IOException("The memory of the fleet is away.");
        }
        return targetMethod!.Invoke(memory, args);
    }
}
