using System.Globalization;

namespace Toygres.Web;

/// <summary>A form that asks how much an instance may take. What was typed stays as it was, also when it is wrong.</summary>
public abstract class SizeForm
{
    /// <summary>How many sessions it takes at once.</summary>
    public string? Connections { get; set; }

    /// <summary>How much it keeps in memory, in mebibytes.</summary>
    public string? Memory { get; set; }

    /// <summary>How much it is meant to store, in gibibytes.</summary>
    public string? Storage { get; set; }

    /// <summary>Shows a size.</summary>
    internal void Show(InstanceSize size) =>
        (Connections, Memory, Storage) = (
            Text(size.Connections),
            Text(size.MemoryMegabytes),
            Text(size.StorageGigabytes)
        );

    /// <summary>The size that was typed; null when it is none.</summary>
    internal InstanceSize? ReadSize(Problems problems)
    {
        var good = new InstanceSize();
        var connections = Read(
            Connections,
            nameof(Connections),
            number => good with { Connections = number },
            problems
        );
        var memory = Read(Memory, nameof(Memory), number => good with { MemoryMegabytes = number }, problems);
        var storage = Read(Storage, nameof(Storage), number => good with { StorageGigabytes = number }, problems);
        return (connections, memory, storage) is ({ } many, { } large, { } wide) ? new(many, large, wide) : null;
    }

    /// <summary>A whole number that was typed; null when it is none.</summary>
    internal static int? Number(string? text, string field, Problems problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        problems.Add(field, $"'{text}' is no whole number.");
        return null;
    }

    // Each field is tried in a size that is good but for it, so that all that is wrong is said at once.
    private static int? Read(string? text, string field, Func<int, InstanceSize> size, Problems problems)
    {
        var number = Number(text, field, problems);
        if (number is { } typed && size(typed).Problem() is { } problem)
        {
            problems.Add(field, problem);
            return null;
        }
        return number;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
