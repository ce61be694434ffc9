using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>One thing that happened to an object.</summary>
internal sealed record Happened(long Version, string Type, string Plural, JsonObject Object);

/// <summary>
/// The objects of one namespace, each with the version of its last change. What happened is kept until it is forgotten, so that
/// those who watch learn of it. It is used under one lock.
/// </summary>
internal sealed class ObjectStore
{
    private readonly SortedDictionary<(string Plural, string Name), JsonObject> objects = [];
    private readonly List<Happened> happened = [];
    private TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long version = 1;
    private long oldest = 1;

    public Lock Gate { get; } = new();

    /// <summary>Ends when anything changes.</summary>
    public Task Change => change.Task;

    public long Version => version;

    /// <summary>Holds an object back that was deleted: it goes when nothing needs it.</summary>
    public Func<string, JsonObject, bool> IsNeeded { get; set; } = (_, _) => false;

    public IEnumerable<JsonObject> All(string plural) =>
        objects.Where(entry => entry.Key.Plural == plural).Select(entry => entry.Value);

    /// <summary>The kinds and names of all objects.</summary>
    public IEnumerable<string> Everything() => objects.Keys.Select(key => $"{key.Plural}/{key.Name}");

    public JsonObject? Find(string plural, string name) => objects.GetValueOrDefault((plural, name));

    public JsonObject Get(string plural, string name) => Find(plural, name) ?? throw ApiError.NotFound(plural, name);

    public JsonObject Create(string plural, JsonObject made)
    {
        var meta = MetaOf(made);
        var name = meta["name"]!.GetValue<string>();
        if (Find(plural, name) is not null)
        {
            throw ApiError.Exists(plural, name);
        }
        meta["uid"] = Guid.NewGuid().ToString();
        meta["generation"] = 1;
        meta["creationTimestamp"] = DateTimeOffset.UtcNow.ToString(
            "yyyy-MM-ddTHH:mm:ssZ",
            CultureInfo.InvariantCulture
        );
        objects[(plural, name)] = made;
        Note("ADDED", plural, made);
        return made;
    }

    /// <summary>Puts an object in the place of another one, which must be of the version that was read.</summary>
    public JsonObject Replace(string plural, string name, JsonObject next)
    {
        var (found, meta) = (Get(plural, name), MetaOf(next));
        if (meta["resourceVersion"] is { } read && read.GetValue<string>() != VersionOf(found))
        {
            throw ApiError.Changed(plural, name);
        }
        if (found["immutable"]?.GetValue<bool>() is true && !JsonNode.DeepEquals(found["data"], next["data"]))
        {
            throw ApiError.Invalid(plural, name, "data: field is immutable when `immutable` is set");
        }
        foreach (var kept in new[] { "uid", "creationTimestamp", "deletionTimestamp", "generation" })
        {
            meta[kept] = MetaOf(found)[kept]?.DeepClone();
        }
        if (!JsonNode.DeepEquals(found["spec"], next["spec"]))
        {
            meta["generation"] = meta["generation"]!.GetValue<int>() + 1;
        }
        next["status"] = found["status"]?.DeepClone();
        objects[(plural, name)] = next;
        Note("MODIFIED", plural, next);
        return next;
    }

    /// <summary>Changes what the controllers say of an object.</summary>
    public void Touch(string plural, JsonObject changed) => Note("MODIFIED", plural, changed);

    public void Delete(string plural, string name, string? uid)
    {
        var found = Get(plural, name);
        if (uid is not null && MetaOf(found)["uid"]!.GetValue<string>() != uid)
        {
            throw ApiError.Changed(plural, name);
        }
        if (!IsNeeded(plural, found))
        {
            objects.Remove((plural, name));
            Note("DELETED", plural, found);
        }
        else if (MetaOf(found)["deletionTimestamp"] is null)
        {
            MetaOf(found)["deletionTimestamp"] = "2026-01-01T00:00:00Z";
            Note("MODIFIED", plural, found);
        }
    }

    /// <summary>A page of the objects that a selector names, and where the next one begins; null for no next one.</summary>
    public (IReadOnlyList<JsonObject> Items, string? Next) List(
        string plural,
        string? selector,
        int? limit,
        string? from
    )
    {
        var (at, after) = from is null ? (version, "") : Read(from);
        if (at < oldest)
        {
            throw ApiError.TooOld();
        }
        var all = objects
            .Where(entry => entry.Key.Plural == plural && Matches(entry.Value, selector))
            .Where(entry => string.CompareOrdinal(entry.Key.Name, after) > 0)
            .ToList();
        var page = all.Take(limit ?? int.MaxValue).ToList();
        var next =
            page.Count < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{at}/{page[^1].Key.Name}")) : null;
        return ([.. page.Select(entry => entry.Value)], next);
    }

    /// <summary>What happened after a version to the objects that a selector names.</summary>
    public IReadOnlyList<Happened> Since(string plural, string? selector, long since) =>
        since < oldest
            ? throw ApiError.TooOld()
            : [.. happened.Where(one => one.Version > since && one.Plural == plural && Matches(one.Object, selector))];

    /// <summary>Forgets everything that happened: who comes with an old version is told that it is too old.</summary>
    public void Forget()
    {
        version++;
        oldest = version;
        happened.Clear();
        Tell();
    }

    public static JsonObject MetaOf(JsonObject of) => (JsonObject)of["metadata"]!;

    public static string NameOf(JsonObject of) => MetaOf(of)["name"]!.GetValue<string>();

    private static string VersionOf(JsonObject of) => MetaOf(of)["resourceVersion"]!.GetValue<string>();

    private static (long At, string After) Read(string token)
    {
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split('/');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }

    private static bool Matches(JsonObject found, string? selector) =>
        (selector ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(term => term.Split('='))
            .All(term =>
                MetaOf(found)["labels"]?[term[0]]?.GetValue<string>() is { } label && (term is [_] || term[1] == label)
            );

    private void Note(string type, string plural, JsonObject of)
    {
        MetaOf(of)["resourceVersion"] = $"{++version}";
        happened.Add(new Happened(version, type, plural, (JsonObject)of.DeepClone()));
        Tell();
    }

    private void Tell()
    {
        var told = change;
        change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.SetResult();
    }
}
