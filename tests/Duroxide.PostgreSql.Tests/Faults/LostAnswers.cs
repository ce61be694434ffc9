namespace Duroxide.PostgreSql.Tests.Faults;

/// <summary>A network that loses the answer to one call, after the server has carried it out.</summary>
internal sealed class LostAnswers : IPostgreSqlFaults
{
    private int left;

    /// <summary>Loses the next answer.</summary>
    public void LoseNext() => left = 1;

    public void Answered(string operation, NpgsqlConnection connection)
    {
        if (Interlocked.Exchange(ref left, 0) > 0)
        {
            connection.Close();
            throw new NpgsqlException("The answer is lost.", new IOException("Connection reset by peer."));
        }
    }
}
