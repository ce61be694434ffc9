using Microsoft.AspNetCore.Identity;
using Toygres.Cms;

namespace Toygres.Server;

/// <summary>Who may come in, and by what. Passwords are kept as PBKDF2 makes of them, and everything else as SHA-256 does.</summary>
internal sealed class Accounts(SqlAccounts store, ServerOptions options, TimeProvider time)
{
    /// <summary>The account that there is from the first start.</summary>
    public const string Admin = "admin";

    private static readonly PasswordHasher<Account> Hasher = new();

    // Compared with when there is no such account, so that nobody learns by the clock which ones there are.
    private static readonly Account Nobody = new("nobody", Role.Viewer, null, default);
    private static readonly string NobodysHash = Hasher.HashPassword(Nobody, Secret.Generate().Reveal());

    /// <summary>
    /// Makes the first account, if there is none, and puts in place what is configured. What is made up is made up anew at each start
    /// until somebody has come in by it: who starts a server and dies before it is told loses nothing.
    /// </summary>
    /// <returns>What was made up and must be told; null for nothing.</returns>
    public async Task<(string Password, string Key)?> BeginAsync(CancellationToken cancel)
    {
        var isConfigured = options.AdminPassword is not null || options.AdminKey is not null;
        var admin = new Account(Admin, Role.Admin, null, time.GetUtcNow()) { IsUnclaimed = !isConfigured };
        await store.AddAsync(admin, cancel);
        if (options.AdminPassword is { } wanted && await LoginAsync(Admin, wanted, cancel) is null)
        {
            await SetPasswordAsync(Admin, new Secret(wanted), cancel);
        }
        if (options.AdminKey is { Length: < Token.MinLength })
        {
            throw new StartException(
                $"The key of the admin is too short: it has {Token.MinLength} characters at least."
            );
        }
        if (options.AdminKey is { } key)
        {
            // One that was configured before lets nobody in any more.
            await store.ReplaceKeyAsync(KeyOf(Admin, key, "configured"), cancel);
        }
        return isConfigured ? null : await RenewAsync(cancel);
    }

    private async Task<(string Password, string Key)?> RenewAsync(CancellationToken cancel)
    {
        var password = Secret.Generate().Reveal();
        var key = Token.New("toygres");
        var hash = Hasher.HashPassword(Nobody, password);
        return await store.RenewAsync(hash, KeyOf(Admin, key, "first"), cancel) ? (password, key) : null;
    }

    /// <summary>Enters an account; false when the name is taken.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="password">What it comes in with; null for keys alone.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<bool> AddAsync(string name, Role role, Secret? password, CancellationToken cancel)
    {
        var account = new Account(name, role, null, time.GetUtcNow());
        var hash = password is null ? null : Hasher.HashPassword(account, password.Reveal());
        return store.AddAsync(account with { PasswordHash = hash }, cancel);
    }

    /// <summary>Gives an account another password, which ends its sessions. False when there is no such account.</summary>
    public Task<bool> SetPasswordAsync(string name, Secret password, CancellationToken cancel) =>
        store.SetPasswordAsync(name, Hasher.HashPassword(Nobody, password.Reveal()), cancel);

    /// <summary>Begins a session; null when name and password do not fit.</summary>
    public async Task<NewSession?> LoginAsync(string name, string password, CancellationToken cancel)
    {
        var account = await store.FindAsync(name, cancel);
        var verdict = Hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? NobodysHash, password);
        if (account?.PasswordHash is null || verdict is PasswordVerificationResult.Failed)
        {
            return null;
        }
        await ClaimAsync(account, cancel);
        var token = Token.New("session");
        var now = time.GetUtcNow();
        var ends = now + options.Session;
        await store.AddSessionAsync(new LoginSession(Token.Hash(token), account.Name, now, ends), cancel);
        return new NewSession(token, account, ends);
    }

    /// <summary>Ends a session.</summary>
    public Task LogoutAsync(string token, CancellationToken cancel) =>
        store.RemoveSessionAsync(Token.Hash(token), cancel);

    /// <summary>Makes a key, which is told here and never again.</summary>
    public async Task<string> MakeKeyAsync(string account, string label, CancellationToken cancel)
    {
        var key = Token.New("toygres");
        await AddKeyAsync(account, key, label, cancel);
        return key;
    }

    /// <summary>Finds whose key or session a text is; null when it is nobody's, or over.</summary>
    public async Task<(Account Account, DateTimeOffset? Ends)?> FindAsync(string token, CancellationToken cancel)
    {
        var hash = Token.Hash(token);
        if (await store.FindBySessionAsync(hash, time.GetUtcNow(), cancel) is var (account, ends))
        {
            return (account, ends);
        }
        if (await store.FindByKeyAsync(hash, cancel) is not { } owner)
        {
            return null;
        }
        await ClaimAsync(owner, cancel);
        return (owner, null);
    }

    // Once, when somebody comes in for the first time.
    private Task ClaimAsync(Account account, CancellationToken cancel) =>
        account.IsUnclaimed ? store.ClaimAsync(account.Name, cancel) : Task.CompletedTask;

    private Task AddKeyAsync(string account, string key, string label, CancellationToken cancel) =>
        store.AddKeyAsync(KeyOf(account, key, label), cancel);

    private ApiKey KeyOf(string account, string key, string label) =>
        new(Token.IdOf(key), account, label, Token.Hash(key), time.GetUtcNow());
}

/// <summary>A session that has just begun.</summary>
/// <param name="Token">What it is known by; it is nowhere else.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Ends">When it is over.</param>
internal sealed record NewSession(string Token, Account Account, DateTimeOffset Ends)
{
    /// <inheritdoc/>
    public override string ToString() => $"a session of {Account.Name}";
}
