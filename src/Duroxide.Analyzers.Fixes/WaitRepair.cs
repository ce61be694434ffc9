namespace Duroxide.Analyzers.Fixes;

/// <summary>Waits by a durable timer, and for a task by awaiting it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class WaitRepair() : Repair(OrchestrationRules.Timer, OrchestrationRules.Blocking)
{
    protected override Change? Find(Scene scene) => TimerChange.Find(scene) ?? AwaitChange.Find(scene);
}
