namespace Toygres.Web;

/// <summary>What an instance is asked.</summary>
public sealed class QueryForm
{
    /// <summary>The statement.</summary>
    public string? Statement { get; set; }
}
