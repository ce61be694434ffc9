namespace Duroxide.Dashboard;

/// <summary>Markup of a page.</summary>
/// <remarks>It is made of the literal parts of an interpolated text alone: whatever is filled in becomes text, or is markup by its type.</remarks>
/// <param name="Markup">The markup.</param>
readonly record struct Html(string Markup)
{
    /// <summary>Nothing.</summary>
    public static Html Empty => new("");

    /// <summary>Markup with what is filled in as text.</summary>
    public static Html Of(HtmlHandler markup) => new(markup.ToString());

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    /// <summary>The markup of a value; nothing where there is none.</summary>
    public static Html If<T>(T? value, Func<T, Html> show)
        where T : class => value is null ? Empty : show(value);

    /// <summary>Markup on a condition.</summary>
    public static Html If(bool condition, Func<Html> show) => condition ? show() : Empty;

    public override string ToString() => Markup ?? "";
}
