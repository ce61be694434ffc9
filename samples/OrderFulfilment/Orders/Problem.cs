namespace OrderFulfilment;

/// <summary>Something wrong with a line of a file.</summary>
sealed record Problem(string File, int Line, string Text)
{
    public override string ToString() => $"{File}, line {Line}: {Text}";
}
