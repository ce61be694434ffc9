namespace Duroxide.Sqlite;

/// <summary>What a connection may do to its file.</summary>
enum Access
{
    /// <summary>It reads alone.</summary>
    Read,

    /// <summary>It reads and writes a file that is there.</summary>
    Write,

    /// <summary>It reads and writes, and makes the file when it is not there.</summary>
    Create,
}
