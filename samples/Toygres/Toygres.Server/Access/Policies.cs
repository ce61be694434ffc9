using Microsoft.AspNetCore.Authorization;

namespace Toygres.Server;

/// <summary>The policies of endpoints, named by the role that is enough.</summary>
public static class Policies
{
    /// <summary>Looks.</summary>
    public const string Viewer = "viewer";

    /// <summary>Works on instances and images.</summary>
    public const string Operator = "operator";

    /// <summary>Says who may do what.</summary>
    public const string Admin = "admin";

    /// <summary>Adds them. Each lets those in who may do more.</summary>
    public static AuthorizationBuilder AddPolicies(this AuthorizationBuilder builder) =>
        builder
            .AddPolicy(Viewer, policy => policy.RequireRole(Viewer, Operator, Admin))
            .AddPolicy(Operator, policy => policy.RequireRole(Operator, Admin))
            .AddPolicy(Admin, policy => policy.RequireRole(Admin));
}
