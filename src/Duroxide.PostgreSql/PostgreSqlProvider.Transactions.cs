using System.Data.Common;

namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider : ITransactionalStore
{
    const short IsStart = 0;
    const short IsMessage = 1;

    readonly Lazy<IReadOnlyDictionary<string, string>> statements = new(() => Statement.For(options.Schema));

    /// <inheritdoc />
    public Task AddAsync(
        DbTransaction transaction,
        IReadOnlyList<NewInstance> instances,
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) =>
        WithinAsync(
            nameof(AddAsync),
            "transactions/enter",
            transaction,
            arguments =>
                arguments
                    .With(Both(instances.Select(_ => IsStart), messages.Select(_ => IsMessage)))
                    .With(Words(instances.Select(one => one.Instance.Value), messages.Select(one => one.To.Value)))
                    .With(Words(instances.Select(one => one.Name), messages.Select(_ => (string?)null)))
                    .With(Both(instances.Select(_ => false), messages.Select(one => one.IsCancel)))
                    .With(
                        Both<byte[]?>(
                            instances.Select(one => WriteCall.Bytes(one.Header)),
                            messages.Select(one => WriteCall.Bytes(one.Payload))
                        )
                    )
                    .With(instances.SelectMany((one, index) => one.Tags.Select(_ => index + 1)).ToList())
                    .With(Words(instances.SelectMany(one => one.Tags.Select(tag => tag.Key)), []))
                    .With(Words(instances.SelectMany(one => one.Tags.Select(tag => tag.Value)), [])),
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<bool> CompleteAsync(
        DbTransaction transaction,
        Lease lease,
        ReadOnlyMemory<byte> answer,
        CancellationToken cancellationToken
    ) =>
        await WithinAsync(
                nameof(CompleteAsync),
                "transactions/complete",
                transaction,
                arguments => arguments.With(lease.Key).With(lease.Fence).With(WriteCall.Bytes(answer)),
                cancellationToken
            )
            .ConfigureAwait(false)
            is true;

    async Task<object?> WithinAsync(
        string operation,
        string statement,
        DbTransaction transaction,
        Action<Arguments> bind,
        CancellationToken cancellationToken
    )
    {
        if (transaction is not NpgsqlTransaction)
        {
            throw new ArgumentException(
                $"A store in PostgreSQL writes in an NpgsqlTransaction, and this is a {transaction.GetType().Name}.",
                nameof(transaction)
            );
        }
        if (transaction is not NpgsqlTransaction { Connection: { } connection })
        {
            throw new ArgumentException(
                "The transaction has ended, or its connection was closed. Begin another one.",
                nameof(transaction)
            );
        }
        // Its schema may be there from now on only.
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var text = statements.Value[statement];
        await using var command = new NpgsqlCommand(text, connection, (NpgsqlTransaction)transaction);
        var arguments = new Arguments(command.Parameters);
        bind(arguments.With(Store.ChannelOf(options.Schema)));
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException missing) when (missing.SqlState is "3F000" or "42P01" or "42883")
        {
            throw new ProviderException(
                operation,
                $"The database of the transaction has no store in schema '{options.Schema}'. Begin the transaction on the database of the store. ({missing.Message})",
                isRetryable: false,
                inner: missing
            );
        }
        catch (NpgsqlException failure)
        {
            throw PostgreSqlErrors.Explain(operation, options, failure);
        }
    }

    static List<T> Both<T>(IEnumerable<T> instances, IEnumerable<T> messages) => [.. instances, .. messages];

    static List<string?> Words(IEnumerable<string?> instances, IEnumerable<string?> messages) =>
        [.. instances.Concat(messages).Select(Texts.Write)];
}
