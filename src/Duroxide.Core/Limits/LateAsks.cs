namespace Duroxide.Core;

/// <summary>Counts what code asks for after its execution has ended.</summary>
/// <remarks>
/// A loop that never blocks would hold its thread for ever. The execution has ended, so nothing that the code makes of the
/// exception can count.
/// </remarks>
sealed class LateAsks(Header header)
{
    // How many are tolerated where the limits allow fewer in a run: far more than any code makes that is about to block.
    const int Tolerated = 1_000;

    int count;

    /// <summary>Whether there was one so far.</summary>
    public bool IsFirst => count == 1;

    /// <summary>Counts one more.</summary>
    /// <exception cref="InvalidOperationException">There are too many for code that is about to block.</exception>
    public void Count(Limits limits)
    {
        count++;
        if (count > Math.Max(limits.AsksPerRun, Tolerated))
        {
            throw new InvalidOperationException(
                $"The code of instance '{header.Instance}' asked {count} times after its execution {header.Execution} "
                    + "had ended, without waiting for an answer. Await something in the loop."
            );
        }
    }
}
