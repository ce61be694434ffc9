namespace Duroxide.Runtime;

/// <summary>Where the work of a runtime continues: the thread pool, or one that a simulation drives step by step.</summary>
interface IScheduler
{
    /// <summary>Runs a piece of work later, never on top of the caller; it does not throw.</summary>
    void Post(Action work);
}
