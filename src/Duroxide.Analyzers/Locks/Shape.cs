namespace Duroxide.Analyzers;

/// <summary>What the shape of a payload is.</summary>
enum ShapeKind
{
    /// <summary>A word: a kind of value, or the name of a type that is not looked into, with the shapes of its type arguments.</summary>
    Named,

    /// <summary>Many of one shape.</summary>
    Sequence,

    /// <summary>Values under keys; its name is the shape of the keys, empty for texts.</summary>
    Table,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>Members, each with a name.</summary>
    Members,

    /// <summary>The values of an enumeration: names, or numbers with their names.</summary>
    Choice,

    /// <summary>One of several shapes; its name is that of the member that says which.</summary>
    Cases,

    /// <summary>The words of a text that is no shape.</summary>
    Unreadable,
}

/// <summary>The shape of a payload, as read from a text of <see cref="PayloadShape"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its word.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="MayBeNull">Whether a null is among its values.</param>
sealed record Shape(ShapeKind Kind, string Name, ImmutableArray<ShapePart> Parts, bool MayBeNull = false);

/// <summary>A part of a shape.</summary>
/// <param name="Name">Its label: of a member, a case or a choice.</param>
/// <param name="Shape">What it is; of a choice the word that stands for its number.</param>
/// <param name="MayBeMissing">Whether it need not be there when it is read.</param>
sealed record ShapePart(string Name, Shape Shape, bool MayBeMissing = false);
