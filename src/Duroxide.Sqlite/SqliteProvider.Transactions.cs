using System.Data.Common;

namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider : ITransactionalStore
{
    static readonly Sql Start = Sql.Named("inbox/start");
    static readonly Sql Tag = Sql.Named("inbox/tag");
    static readonly Sql Send = Sql.Named("inbox/send");
    static readonly Sql CompleteActivity = Sql.Named("inbox/complete");

    /// <inheritdoc />
    public async Task AddAsync(
        DbTransaction transaction,
        IReadOnlyList<NewInstance> instances,
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    )
    {
        foreach (var instance in instances)
        {
            await RunAsync(
                    transaction,
                    Start,
                    cancellationToken,
                    ("$instance", instance.Instance.Value),
                    ("$name", instance.Name),
                    ("$payload", instance.Header.ToArray())
                )
                .ConfigureAwait(false);
            foreach (var (name, value) in instance.Tags)
            {
                await RunAsync(transaction, Tag, cancellationToken, ("$name", name), ("$value", value))
                    .ConfigureAwait(false);
            }
        }
        foreach (var message in messages)
        {
            await RunAsync(
                    transaction,
                    Send,
                    cancellationToken,
                    ("$instance", message.To.Value),
                    ("$cancels", message.IsCancel ? 1L : 0L),
                    ("$payload", message.Payload.ToArray())
                )
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async Task<bool> CompleteAsync(
        DbTransaction transaction,
        Lease lease,
        ReadOnlyMemory<byte> answer,
        CancellationToken cancellationToken
    ) =>
        await RunAsync(
                transaction,
                CompleteActivity,
                cancellationToken,
                ("$key", lease.Key),
                ("$fence", lease.Fence),
                ("$payload", answer.ToArray())
            )
            .ConfigureAwait(false) > 0;

    static async Task<int> RunAsync(
        DbTransaction transaction,
        Sql statement,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] arguments
    )
    {
        var connection =
            transaction.Connection ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = statement.Text;
            command.Transaction = transaction;
            foreach (var (name, value) in arguments)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
