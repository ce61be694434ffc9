using Microsoft.AspNetCore.Http.HttpResults;
using Toygres.Cms;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Says who may do what, and who did what.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts").RequireAuthorization(Policies.Admin);
        accounts.MapGet("", ListAsync).WithName("ListAccounts").WithSummary("Lists who may come in.");
        accounts.MapPost("", AddAsync).WithName("AddAccount").WithSummary("Lets somebody in.");
        accounts
            .MapDelete("/{name}", RemoveAsync)
            .WithName("RemoveAccount")
            .WithSummary("Lets somebody in no longer, and ends their keys and sessions.");
        accounts
            .MapPut("/{name}/password", SetPasswordAsync)
            .WithName("SetPassword")
            .WithSummary("Gives an account another password, and ends its sessions.");
        accounts
            .MapGet("/{name}/keys", ListKeysAsync)
            .WithName("ListKeys")
            .WithSummary("Lists the keys of an account.");
        accounts
            .MapPost("/{name}/keys", AddKeyAsync)
            .WithName("AddKey")
            .WithSummary("Makes a key, which is told once.");
        accounts.MapDelete("/{name}/keys/{id}", RemoveKeyAsync).WithName("RemoveKey").WithSummary("Takes a key away.");
        api.MapGet("/audit", AuditAsync)
            .WithTags("accounts")
            .WithName("ListAudit")
            .WithSummary("Lists who asked for which change, newest first.")
            .RequireAuthorization(Policies.Admin);
    }

    private static async Task<Ok<IReadOnlyList<AccountView>>> ListAsync(SqlAccounts store, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<AccountView>>([.. (await store.ListAsync(cancel)).Select(Of)]);

    private static async Task<Results<Created<AccountView>, ProblemHttpResult>> AddAsync(
        AccountRequest request,
        Accounts accounts,
        SqlAccounts store,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (InstanceName.TryParse(request.Name) is null || request.Name == AuditEntry.Nobody)
        {
            return Problems.Wrong(
                $"'{request.Name}' is no name of an account: use small letters, digits and hyphens, a letter first, and not {AuditEntry.Nobody}."
            );
        }
        if (Word.Parse<Role>(request.Role) is not { } role)
        {
            return Problems.Wrong($"There is no role '{request.Role}'. There are: {Word.All<Role>()}.");
        }
        Auditing.SaySubject(http, request.Name);
        var password = request.Password is { } text ? new Secret(text) : null;
        return await accounts.AddAsync(request.Name, role, password, cancel)
            ? TypedResults.Created($"/api/accounts/{request.Name}", Of((await store.FindAsync(request.Name, cancel))!))
            : Problems.Refused($"There is an account {request.Name} already. Choose another name.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string name,
        SqlAccounts store,
        CancellationToken cancel
    ) =>
        await store.RemoveAsync(name, cancel) switch
        {
            null => Missing(name),
            false => Problems.Refused($"{name} is the last admin, and stays. Add another one first."),
            true => TypedResults.NoContent(),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> SetPasswordAsync(
        string name,
        PasswordRequest request,
        Accounts accounts,
        CancellationToken cancel
    ) =>
        await accounts.SetPasswordAsync(name, new Secret(request.Password), cancel)
            ? TypedResults.NoContent()
            : Missing(name);

    private static async Task<Results<Ok<IReadOnlyList<KeyView>>, ProblemHttpResult>> ListKeysAsync(
        string name,
        SqlAccounts store,
        CancellationToken cancel
    )
    {
        if (await store.FindAsync(name, cancel) is null)
        {
            return Missing(name);
        }
        var keys = await store.ListKeysAsync(name, cancel);
        return TypedResults.Ok<IReadOnlyList<KeyView>>([
            .. keys.Select(key => new KeyView(key.Id, key.Label, key.Created)),
        ]);
    }

    private static async Task<Results<Created<NewKeyView>, ProblemHttpResult>> AddKeyAsync(
        string name,
        KeyRequest request,
        Accounts accounts,
        SqlAccounts store,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (await store.FindAsync(name, cancel) is null)
        {
            return Missing(name);
        }
        var key = await accounts.MakeKeyAsync(name, request.Label, cancel);
        var id = Token.IdOf(key);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/accounts/{name}/keys/{id}", new NewKeyView(id, key));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveKeyAsync(
        string name,
        string id,
        SqlAccounts store,
        CancellationToken cancel
    ) =>
        await store.RemoveKeyAsync(name, id, cancel)
            ? TypedResults.NoContent()
            : Problems.NotFound($"{name} has no key {id}. GET /api/accounts/{name}/keys lists those there are.");

    private static async Task<Results<Ok<PageView<AuditView>>, ProblemHttpResult>> AuditAsync(
        SqlAudit audit,
        CancellationToken cancel,
        string? after = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > 500)
        {
            return Problems.Wrong($"A page of {limit}: between 1 and 500 are possible.");
        }
        var entries = await audit.ListAsync(after, limit + 1, cancel);
        var items = entries
            .Take(limit)
            .Select(entry => new AuditView(
                entry.Id,
                entry.At,
                entry.Account,
                entry.Address,
                entry.Action,
                entry.Subject,
                entry.Status
            ))
            .ToList();
        return TypedResults.Ok(new PageView<AuditView>(items, entries.Count > limit ? items[^1].Id : null));
    }

    private static AccountView Of(Account account) =>
        new(account.Name, Word.Of(account.Role), account.PasswordHash is not null, account.Created);

    private static ProblemHttpResult Missing(string name) =>
        Problems.NotFound($"There is no account '{name}'. GET /api/accounts lists those there are.");
}
