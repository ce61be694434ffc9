using System.Diagnostics;

namespace Duroxide.Nodes;

/// <summary>Where a process may die.</summary>
enum Moment
{
    /// <summary>Wherever it is when it is killed from without.</summary>
    Any,

    /// <summary>It has started an orchestration in a transaction that it has not committed.</summary>
    BeforeStart,

    /// <summary>That transaction has committed.</summary>
    AfterStart,

    /// <summary>It has raised an event in a transaction that it has not committed.</summary>
    BeforeEvent,

    /// <summary>That transaction has committed.</summary>
    AfterEvent,

    /// <summary>A transactional activity has written its row, and not committed.</summary>
    BeforeStep,

    /// <summary>It has committed, and not returned.</summary>
    AfterStep,
}

/// <summary>Kills the process that it is in, as the kernel would, when it passes a moment for the nth time.</summary>
sealed class Fate(Moment moment, int pass)
{
    int passed;

    public void Meet(Moment here)
    {
        if (here == moment && Interlocked.Increment(ref passed) == pass)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
