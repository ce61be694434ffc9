namespace Duroxide.Sqlite;

/// <summary>Writes and reads the tags of instances.</summary>
static class InstanceTags
{
    static readonly Sql SetTag = Sql.Named("instances/set-tag");
    static readonly Sql ClearTag = Sql.Named("instances/clear-tag");
    static readonly Sql ReadTags = Sql.Named("instances/tags");

    /// <summary>Adds those of a new instance.</summary>
    public static void Add(Transaction transaction, long instance, ValueMap<string, string> tags)
    {
        foreach (var (name, value) in tags)
        {
            transaction.Use(SetTag).With(instance).With(name).With(value).Run();
        }
    }

    /// <summary>Changes those of an instance.</summary>
    public static void Change(Transaction transaction, long instance, ValueList<TagChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Value is { } value)
            {
                transaction.Use(SetTag).With(instance).With(change.Name).With(value).Run();
            }
            else
            {
                transaction.Use(ClearTag).With(instance).With(change.Name).Run();
            }
        }
    }

    /// <summary>Reads those of an instance.</summary>
    public static ValueMap<string, string> Read(Connection connection, long instance)
    {
        var tags = ValueMap<string, string>.Empty;
        var read = connection.Use(ReadTags).With(instance);
        while (read.Step())
        {
            tags = tags.Set(read.Text(0), read.Text(1));
        }
        return tags;
    }
}
