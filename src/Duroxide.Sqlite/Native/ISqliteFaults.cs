namespace Duroxide.Sqlite;

/// <summary>Told before and after every write, so that a test can let the process die there.</summary>
interface ISqliteFaults
{
    /// <summary>A write is reached; throwing here ends its transaction as a crash would.</summary>
    /// <param name="write">The write, by the name of its statement.</param>
    /// <param name="before">Whether it is yet to be done.</param>
    void Reach(string write, bool before);
}
