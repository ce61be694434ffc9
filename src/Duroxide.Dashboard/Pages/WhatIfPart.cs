namespace Duroxide.Dashboard;

/// <summary>The course that an execution would have taken, had something come otherwise.</summary>
static class WhatIfPart
{
    static readonly string[] CameFromOutside = [nameof(Fact.Resolved), nameof(Fact.Arrived)];

    public static Html Of(Call call, string instance, MomentView moment, CourseView? course) =>
        Html.If(
            moment.Decision.IsKnown && CameFromOutside.Contains(moment.Event.Kind),
            () =>
                Layout.Section(
                    "What if",
                    Html.Of(
                        $"""
                        <div class="whatif">
                        {Form(call, instance, moment, Html.Empty, "It had never come")}
                        {Form(call, instance, moment, Other(call), "It had been this")}
                        </div>
                        {(course is null ? Html.Empty : Course(course))}
                        """
                    )
                )
        );

    static Html Other(Call call) =>
        Html.Of(
            $"""<label>Other data, as JSON <textarea name="data" rows="2" required>{call.Query("data")}</textarea></label>"""
        );

    // It only reads, so that it is asked for as a page is.
    static Html Form(Call call, string instance, MomentView moment, Html fields, string title) =>
        Html.Of(
            $"""
            <form method="get" action="{call.Root}/moment">
            <input type="hidden" name="id" value="{instance}">
            <input type="hidden" name="execution" value="{moment.Execution}">
            <input type="hidden" name="event" value="{moment.Event.Event}">
            <input type="hidden" name="whatif" value="yes">
            {fields}<button>{title}</button>
            </form>
            """
        );

    static Html Course(CourseView course)
    {
        if (course.Why is { } why)
        {
            return Html.Of($"""<pre class="why">{why}</pre>""");
        }
        if (course.FirstDifference is not { } first)
        {
            return Layout.Nothing("Nothing would be different.");
        }
        var rows = course.Rows.Select(row =>
            new[] { Html.Of($"{row.Event}"), DecisionPart.Step(row.Was), DecisionPart.Step(row.WouldBe) }
        );
        return Html.Of(
            $"""
            <p class="quiet">From event {first} on it would be so. What the code would ask for is answered as it was recorded, where it was.</p>
            {Layout.Table(["Event", "Was", "Would be"], rows)}
            {Html.If(course.HasMore, () => Html.Of($"""<p class="quiet">There are more events.</p>"""))}
            """
        );
    }
}
