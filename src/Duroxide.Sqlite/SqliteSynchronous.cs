namespace Duroxide.Sqlite;

/// <summary>What a commit waits for.</summary>
public enum SqliteSynchronous
{
    /// <summary>Until the disk has it: what a client was told survives a loss of power.</summary>
    Full,

    /// <summary>Until the operating system has it: what a client was told survives a crash of the process, and the last moments before a loss of power may be gone.</summary>
    Normal,
}
