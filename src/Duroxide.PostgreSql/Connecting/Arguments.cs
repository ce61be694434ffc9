using NpgsqlTypes;

namespace Duroxide.PostgreSql;

/// <summary>The arguments of one call, in order.</summary>
sealed class Arguments(NpgsqlParameterCollection parameters)
{
    public Arguments With(long? value) => Add(NpgsqlDbType.Bigint, value);

    public Arguments With(int? value) => Add(NpgsqlDbType.Integer, value);

    public Arguments With(short value) => Add(NpgsqlDbType.Smallint, value);

    public Arguments With(bool value) => Add(NpgsqlDbType.Boolean, value);

    public Arguments With(string? value) => Add(NpgsqlDbType.Text, Texts.Write(value));

    public Arguments With(byte[]? value) => Add(NpgsqlDbType.Bytea, value);

    public Arguments With(IReadOnlyCollection<long>? values) => Add(Many(NpgsqlDbType.Bigint), values?.ToArray());

    public Arguments With(IReadOnlyCollection<bool> values) => Add(Many(NpgsqlDbType.Boolean), values.ToArray());

    public Arguments With(IReadOnlyCollection<string?>? values) =>
        Add(Many(NpgsqlDbType.Text), values?.Select(Texts.Write).ToArray());

    public Arguments With(List<long> values) => Add(Many(NpgsqlDbType.Bigint), values);

    public Arguments With(List<long?> values) => Add(Many(NpgsqlDbType.Bigint), values);

    public Arguments With(List<int> values) => Add(Many(NpgsqlDbType.Integer), values);

    public Arguments With(List<short> values) => Add(Many(NpgsqlDbType.Smallint), values);

    public Arguments With(List<bool> values) => Add(Many(NpgsqlDbType.Boolean), values);

    public Arguments With(List<string?> values) => Add(Many(NpgsqlDbType.Text), values);

    public Arguments With(List<byte[]?> values) => Add(Many(NpgsqlDbType.Bytea), values);

    static NpgsqlDbType Many(NpgsqlDbType one) => NpgsqlDbType.Array | one;

    Arguments Add(NpgsqlDbType type, object? value)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return this;
    }
}
