namespace Duroxide.Analyzers;

/// <summary>Tells whether texts of one shape are those of another, and can be read as it.</summary>
static class ShapeChange
{
    // A number of a kind is also one of these.
    static readonly Dictionary<string, string[]> Wider = new()
    {
        ["byte"] = ["short", "ushort", "int", "uint", "long", "ulong", "number"],
        ["sbyte"] = ["short", "int", "long", "number"],
        ["short"] = ["int", "long", "number"],
        ["ushort"] = ["int", "uint", "long", "ulong", "number"],
        ["int"] = ["long", "number"],
        ["uint"] = ["long", "ulong", "number"],
        ["long"] = ["number"],
        ["ulong"] = ["number"],
        ["char"] = ["text"],
    };

    /// <summary>Whether what was written before is written as the same text now.</summary>
    public static bool IsWrittenAlike(string before, string now) =>
        before == now || IsWrittenAlike(ShapeReader.Read(before), ShapeReader.Read(now));

    /// <summary>Whether what was written before is read by the new shape: members may go, and come where they may be missing.</summary>
    public static bool IsReadable(string before, string now) =>
        before == now || IsReadable(ShapeReader.Read(before), ShapeReader.Read(now));

    // What may be missing or null is written as it is, so neither matters here; the order of members does.
    static bool IsWrittenAlike(Shape before, Shape now) =>
        before.Kind == now.Kind
        && before.Kind switch
        {
            ShapeKind.Named => Widens(before, now) && AreAlike(before, now),
            ShapeKind.Sequence or ShapeKind.Tuple => AreAlike(before, now),
            ShapeKind.Table => IsKey(before.Name, now.Name) && AreAlike(before, now),
            ShapeKind.Members => before
                .Parts.Select(part => part.Name)
                .SequenceEqual(now.Parts.Select(part => part.Name)) && AreAlike(before, now),
            ShapeKind.Choice => HasChoices(before, now),
            ShapeKind.Cases => before.Name == now.Name && HasCases(before, now, IsWrittenAlike),
            ShapeKind.Unreadable => before.Name == now.Name,
        };

    static bool IsReadable(Shape before, Shape now)
    {
        if (before.MayBeNull && !now.MayBeNull)
        {
            return false;
        }
        if (before.Kind == ShapeKind.Cases && now.Kind == ShapeKind.Members)
        {
            return before.Parts.All(part => IsReadable(part.Shape, now));
        }
        return before.Kind == now.Kind
            && before.Kind switch
            {
                ShapeKind.Named => Widens(before, now) && AreReadable(before, now),
                ShapeKind.Sequence or ShapeKind.Tuple => AreReadable(before, now),
                ShapeKind.Table => IsKey(before.Name, now.Name) && AreReadable(before, now),
                ShapeKind.Members => HasMembers(before, now),
                ShapeKind.Choice => HasChoices(before, now),
                ShapeKind.Cases => before.Name == now.Name && HasCases(before, now, IsReadable),
                ShapeKind.Unreadable => before.Name == now.Name,
            };
    }

    static bool AreAlike(Shape before, Shape now) => InPairs(before, now, IsWrittenAlike);

    static bool AreReadable(Shape before, Shape now) => InPairs(before, now, IsReadable);

    static bool InPairs(Shape before, Shape now, Func<Shape, Shape, bool> fits) =>
        before.Parts.Length == now.Parts.Length
        && before.Parts.Zip(now.Parts, (old, part) => fits(old.Shape, part.Shape)).All(each => each);

    static bool HasMembers(Shape before, Shape now) =>
        now.Parts.All(part =>
            before.Parts.FirstOrDefault(old => old.Name == part.Name) is { } was
                ? IsReadable(was.Shape, part.Shape)
                : part.MayBeMissing || part.Shape.MayBeNull
        );

    static bool HasCases(Shape before, Shape now, Func<Shape, Shape, bool> fits) =>
        before.Parts.All(old =>
            now.Parts.FirstOrDefault(part => part.Name == old.Name) is { } part && fits(old.Shape, part.Shape)
        );

    // A name that is written must stay; a number may lose its name, and must not get the name of another. Of what is not looked into nothing is
    // known.
    static bool HasChoices(Shape before, Shape now) =>
        before.Parts.IsEmpty
        || now.Parts.IsEmpty
        || before.Parts.All(old =>
            now.Parts.FirstOrDefault(part => part.Name == old.Name) is { } part
                ? part.Shape.Name == old.Shape.Name
                : old.Shape.Name.Length > 0 && now.Parts.All(each => each.Shape.Name.Length > 0)
        );

    static bool Widens(Shape before, Shape now) =>
        before.Name == now.Name || (Wider.TryGetValue(before.Name, out var wider) && wider.Contains(now.Name));

    static bool IsKey(string before, string now) => before == now || now.Length == 0;
}
