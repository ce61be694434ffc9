namespace Duroxide.Dashboard;

/// <summary>The waterfall of an execution: a line for each operation, drawn without a script or a style.</summary>
static class WaterfallPart
{
    const int MostBars = 100;
    const double Width = 1000;
    const double Narrowest = 4;

    public static Html Of(Call call, Waterfall waterfall)
    {
        if (waterfall.Bars.Count == 0)
        {
            return Html.Empty;
        }
        var note =
            waterfall.HasMore || waterfall.Bars.Count > MostBars
                ? Html.Of(
                    $"""<p class="quiet">The first {Math.Min(MostBars, waterfall.Bars.Count)} operations. The history below shows all.</p>"""
                )
                : Html.Empty;
        var length = Length(waterfall.From, waterfall.To);
        return Layout.Section(
            "Waterfall",
            Html.Of(
                $"""
                <p class="quiet">{Words.Span(length)} from {Layout.Time(waterfall.From.ToDateTimeOffset())}.</p>
                <ol class="waterfall">{waterfall.Bars.Take(MostBars).Select(bar => Line(waterfall, bar))}</ol>
                {note}
                """
            )
        );
    }

    static Html Line(Waterfall waterfall, Bar bar)
    {
        var end = bar.To ?? waterfall.To;
        var all = Math.Max(1, Length(waterfall.From, waterfall.To).TotalMilliseconds);
        var left = Length(waterfall.From, bar.From).TotalMilliseconds / all * Width;
        var width = Math.Max(Narrowest, Length(bar.From, end).TotalMilliseconds / all * Width);
        left = Math.Clamp(left, 0, Width - Narrowest);
        width = Math.Min(width, Width - left);
        var took = $"{bar.State}, {Words.Span(Length(bar.From, end))}";
        return Html.Of(
            $"""
            <li class="{bar.Kind} {bar.State}"><span class="what"><span class="quiet">{bar.Id.Value}</span> {bar.Text}</span>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect x="{(long)left}" y="0" width="{(long)width}" height="10"/></svg>
            <span class="took">{took}</span></li>
            """
        );
    }

    static TimeSpan Length(Timestamp from, Timestamp to) =>
        TimeSpan.FromMilliseconds(Math.Max(0, to.UnixMilliseconds - from.UnixMilliseconds));
}
