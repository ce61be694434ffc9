namespace Duroxide.Sqlite;

/// <summary>What opening a store may do to its file.</summary>
public enum SqliteOpenMode
{
    /// <summary>A file that is not there is created, and one of an older build is upgraded.</summary>
    CreateOrUpgrade = 0,

    /// <summary>Nothing is created or upgraded: a store that is not there, or not of this build's schema, is refused.</summary>
    Existing = 1,

    /// <summary>As <see cref="Existing"/>, and nothing is ever written: each call that would write is refused. For tools that look.</summary>
    ReadOnly = 2,
}
