namespace Duroxide.PostgreSql;

/// <summary>Where tests make something fail.</summary>
interface IPostgreSqlFaults
{
    /// <summary>After the server has answered, and before anybody was told.</summary>
    void Answered(string operation, NpgsqlConnection connection);
}
