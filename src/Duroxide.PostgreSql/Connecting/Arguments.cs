using NpgsqlTypes;

namespace Duroxide.PostgreSql;

/// <summary>The arguments of one call, in order; those of a statement that is called again take the place of those before.</summary>
sealed class Arguments(NpgsqlParameterCollection parameters)
{
    int count;

    /// <summary>How many bytes of payloads and of lists of texts there are among them, about.</summary>
    public long Bytes { get; private set; }

    public Arguments With(long? value) => Add(NpgsqlDbType.Bigint, value);

    public Arguments With(int? value) => Add(NpgsqlDbType.Integer, value);

    public Arguments With(short value) => Add(NpgsqlDbType.Smallint, value);

    public Arguments With(bool value) => Add(NpgsqlDbType.Boolean, value);

    public Arguments With(string? value) => Add(NpgsqlDbType.Text, Texts.Write(value));

    public Arguments With(byte[]? value)
    {
        Bytes += value?.Length ?? 0;
        return Add(NpgsqlDbType.Bytea, value);
    }

    public Arguments With(IReadOnlyCollection<long>? values) => Add(Many(NpgsqlDbType.Bigint), values?.ToArray());

    public Arguments With(IReadOnlyCollection<bool> values) => Add(Many(NpgsqlDbType.Boolean), values.ToArray());

    public Arguments With(IReadOnlyCollection<string?>? values) =>
        Add(Many(NpgsqlDbType.Text), values?.Select(Texts.Write).ToArray());

    public Arguments With(List<long> values) => Add(Many(NpgsqlDbType.Bigint), values);

    public Arguments With(List<long?> values) => Add(Many(NpgsqlDbType.Bigint), values);

    public Arguments With(List<int> values) => Add(Many(NpgsqlDbType.Integer), values);

    public Arguments With(List<short> values) => Add(Many(NpgsqlDbType.Smallint), values);

    public Arguments With(List<bool> values) => Add(Many(NpgsqlDbType.Boolean), values);

    public Arguments With(List<string?> values)
    {
        Bytes += values.Sum(value => (long)(value?.Length ?? 0));
        return Add(Many(NpgsqlDbType.Text), values);
    }

    public Arguments With(List<byte[]?> values)
    {
        Bytes += values.Sum(value => (long)(value?.Length ?? 0));
        return Add(Many(NpgsqlDbType.Bytea), values);
    }

    /// <summary>A column that is left out when there is nothing in it, for the server would take it in for nothing.</summary>
    public Arguments WithAny(List<int> values) =>
        values.Count > 0 ? With(values) : Add(Many(NpgsqlDbType.Integer), null);

    public Arguments WithAny(List<short> values) =>
        values.Count > 0 ? With(values) : Add(Many(NpgsqlDbType.Smallint), null);

    public Arguments WithAny(List<long> values) =>
        values.Count > 0 ? With(values) : Add(Many(NpgsqlDbType.Bigint), null);

    public Arguments WithAny(List<long?> values) =>
        values.Exists(value => value is not null) ? With(values) : Add(Many(NpgsqlDbType.Bigint), null);

    public Arguments WithAny(List<bool> values) =>
        values.Count > 0 ? With(values) : Add(Many(NpgsqlDbType.Boolean), null);

    /// <summary>A column of signs that is left out when none of them is set.</summary>
    public Arguments WithAnySet(List<bool> values) =>
        values.Contains(true) ? With(values) : Add(Many(NpgsqlDbType.Boolean), null);

    public Arguments WithAny(List<string?> values) =>
        values.Exists(value => value is not null) ? With(values) : Add(Many(NpgsqlDbType.Text), null);

    public Arguments WithAny(List<byte[]?> values) =>
        values.Exists(value => value is not null) ? With(values) : Add(Many(NpgsqlDbType.Bytea), null);

    /// <summary>Lets go of what was given.</summary>
    public void Clear()
    {
        foreach (NpgsqlParameter parameter in parameters)
        {
            parameter.Value = DBNull.Value;
        }
    }

    static NpgsqlDbType Many(NpgsqlDbType one) => NpgsqlDbType.Array | one;

    Arguments Add(NpgsqlDbType type, object? value)
    {
        if (count == parameters.Count)
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }
        parameters[count++].Value = value ?? DBNull.Value;
        return this;
    }
}
