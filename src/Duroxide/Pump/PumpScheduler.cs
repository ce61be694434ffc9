namespace Duroxide;

/// <summary>The task scheduler of one orchestration: what is started or continued on it joins the pump's queue.</summary>
sealed class PumpScheduler(Pump pump) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    public void Execute(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => pump.Enqueue(new(pump.CurrentScope, null, null, task));

    // Only the turn itself is run where it stands; everything in it waits for its place in the queue.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(task.AsyncState, pump) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
