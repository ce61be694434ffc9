namespace Toygres.Web;

/// <summary>The policies that pages ask for; each includes the ones before.</summary>
public static class Roles
{
    /// <summary>Sees the fleet.</summary>
    public const string Viewer = "viewer";

    /// <summary>Makes, changes and deletes instances and images, and is shown passwords.</summary>
    public const string Operator = "operator";

    /// <summary>Looks after what the fleet runs on.</summary>
    public const string Admin = "admin";
}
