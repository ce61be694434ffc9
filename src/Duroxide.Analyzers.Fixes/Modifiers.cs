namespace Duroxide.Analyzers.Fixes;

/// <summary>Changes the words before a declaration. What stands before the first of them stays where it is.</summary>
static class Modifiers
{
    public static T Append<T>(T member, SyntaxKind word)
        where T : MemberDeclarationSyntax => Insert(member, word, member.Modifiers.Count);

    /// <summary>Takes the words away that keep a type to its class or file.</summary>
    public static T Internal<T>(T type)
        where T : BaseTypeDeclarationSyntax
    {
        var first = First(type).LeadingTrivia;
        var bare = (T)type.WithModifiers([.. type.Modifiers.Where(modifier => !Hides(modifier))]);
        return Insert(WithFirst(bare, first), SyntaxKind.InternalKeyword, 0);
    }

    static T Insert<T>(T member, SyntaxKind word, int place)
        where T : MemberDeclarationSyntax
    {
        var added = Token(word).WithTrailingTrivia(Space);
        if (place > 0)
        {
            return (T)member.WithModifiers(member.Modifiers.Insert(place, added));
        }
        added = added.WithLeadingTrivia(First(member).LeadingTrivia);
        var bare = WithFirst(member, default);
        return (T)bare.WithModifiers(bare.Modifiers.Insert(0, added));
    }

    static bool Hides(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.PrivateKeyword)
        || modifier.IsKind(SyntaxKind.ProtectedKeyword)
        || modifier.IsKind(SyntaxKind.FileKeyword);

    static T WithFirst<T>(T member, SyntaxTriviaList leading)
        where T : MemberDeclarationSyntax =>
        member.ReplaceToken(First(member), First(member).WithLeadingTrivia(leading));

    // Behind the attributes.
    static SyntaxToken First(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count > 0
            ? member.AttributeLists.Last().GetLastToken().GetNextToken()
            : member.GetFirstToken();
}
