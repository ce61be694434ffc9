namespace Toygres.Web;

/// <summary>Many instances of one size.</summary>
public sealed class BatchForm : SizeForm
{
    /// <summary>What their users call them, before a number.</summary>
    public string? Base { get; set; }

    /// <summary>How many.</summary>
    public string? Count { get; set; }
}
