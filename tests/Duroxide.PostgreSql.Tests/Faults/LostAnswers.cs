namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>A network that loses the answer to one call, after the server has carried it out.</summary>
internal sealed class LostAnswers : IPostgreSqlFaults
{
    private string? lost;

    /// <summary>Loses the next answer to an operation; a node makes calls of its own beside it.</summary>
    public void LoseNext(string operation) => lost = operation;

    public void Answered(string operation, NpgsqlConnection connection)
    {
        if (operation == lost && Interlocked.Exchange(ref lost, null) is not null)
        {
            connection.Close();
            throw new NpgsqlException("The answer is lost.", new IOException("Connection reset by peer."));
        }
    }
}
