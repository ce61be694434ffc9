namespace Duroxide.Dashboard;

/// <summary>What code decides after an event.</summary>
static class DecisionPart
{
    public static Html Of(DecisionView decision) =>
        decision.IsKnown
            ? Html.Of(
                $"""
                <dl>
                <dt>Asks</dt><dd>{Asks(decision)}</dd>
                <dt>Then waits for</dt><dd>{Waits(decision)}</dd>
                </dl>
                """
            )
            : Html.Of($"""<pre class="why">{decision.Why}</pre>""");

    static Html Asks(DecisionView decision) =>
        decision.Asks.Length == 0
            ? Html.Of($"""<span class="quiet">for nothing new</span>""")
            : Html.Of(
                $"""<ul class="plain">{decision.Asks.Select(ask => Html.Of($"""<li>{Step(ask)}</li>"""))}</ul>"""
            );

    static Html Waits(DecisionView decision) =>
        decision.Waits.Length == 0
            ? Html.Of($"""<span class="quiet">nothing</span>""")
            : Html.Of($"""<ul class="plain">{decision.Waits.Select(wait => Html.Of($"""<li>{wait}</li>"""))}</ul>""");

    /// <summary>Something that is asked for or happened, with its payload.</summary>
    public static Html Step(StepView? step) =>
        step is null
            ? Html.Of($"""<span class="quiet">–</span>""")
            : Html.Of($"""{step.Text} {PayloadText.Of(step.Payload)}""");
}
