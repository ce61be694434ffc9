namespace Duroxide.PostgreSql;

/// <summary>What opening a store may do to its schema.</summary>
public enum PostgreSqlOpenMode
{
    /// <summary>A schema that is not there is created, and one of an older build upgraded.</summary>
    CreateOrUpgrade,

    /// <summary>The schema must be there and be of this build, so that a role without the right to change it is enough.</summary>
    Existing,
}
