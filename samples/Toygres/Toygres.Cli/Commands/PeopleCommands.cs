namespace Toygres.Cli;

/// <summary>Comes in and goes out, and says who may.</summary>
internal static class PeopleCommands
{
    public static IEnumerable<Command> All() => [Login(), Logout(), Me(), Accounts(), Audit()];

    private static Command Login()
    {
        var name = new Argument<string>("account") { Description = "The account.", DefaultValueFactory = _ => "admin" };
        return ApiCommand.Create(
            "login",
            "Begins a session, and keeps it in a file that nobody else reads. The password is asked for, or read from standard input.",
            [name],
            async session =>
            {
                var password =
                    session.Terminal.ReadSecret("Password: ") ?? throw new UsageException("Give a password.");
                var begun = await session.Api.PostAsync<SessionView>(
                    "/login",
                    new LoginRequest(session.Get(name), password),
                    session.Cancel
                );
                new Credentials(session.Api.Url, begun.Token).Save(session.Terminal);
                session.Printer.Line($"You are {begun.Account} ({begun.Role}) until {Shown.Time(begun.Ends)}.");
                return ExitCode.Done;
            }
        );
    }

    private static Command Logout() =>
        ApiCommand.Create(
            "logout",
            "Ends the session.",
            [],
            async session =>
            {
                await session.Api.PostAsync<object?>("/logout", null, session.Cancel);
                Credentials.Forget(session.Terminal);
                session.Printer.Line("The session is over.");
                return ExitCode.Done;
            }
        );

    private static Command Me() =>
        ApiCommand.Create(
            "whoami",
            "Tells who you are.",
            [],
            async session =>
            {
                var me = await session.Api.GetAsync<MeView>("/api/me", session.Cancel);
                session.Printer.One(
                    me,
                    ("Account", me.Name ?? "nobody"),
                    ("Role", me.Role),
                    ("Until", Shown.Time(me.Ends))
                );
                return me.Name is null ? ExitCode.Server : ExitCode.Done;
            }
        );

    private static Command Accounts() =>
        ApiCommand.Group("account", "Says who may come in.", List(), Add(), Remove(), Password(), Key(), RemoveKey());

    private static Command List() =>
        ApiCommand.Create(
            "list",
            "Lists who may come in.",
            [],
            async session =>
            {
                session.Printer.Rows(
                    await session.Api.GetAsync<List<AccountView>>("/api/accounts", session.Cancel),
                    ("Name", account => account.Name),
                    ("Role", account => account.Role),
                    ("Password", account => account.HasPassword ? "yes" : "no"),
                    ("Created", account => Shown.Time(account.Created))
                );
                return ExitCode.Done;
            }
        );

    private static Command Add()
    {
        var name = Named();
        var role = new Argument<string>("role") { Description = "viewer, operator or admin." };
        var password = new Option<bool>("--password")
        {
            Description = "Ask for a password, or read it from standard input.",
        };
        return ApiCommand.Create(
            "add",
            "Lets somebody in.",
            [name, role, password],
            async session =>
            {
                var secret = session.Get(password) ? session.Terminal.ReadSecret("Password: ") : null;
                var request = new AccountRequest(session.Get(name), session.Get(role), secret);
                var account = await session.Api.PostAsync<AccountView>("/api/accounts", request, session.Cancel);
                session.Printer.One(account, ("Name", account.Name), ("Role", account.Role));
                return ExitCode.Done;
            }
        );
    }

    private static Command Remove()
    {
        var name = Named();
        return ApiCommand.Create(
            "remove",
            "Lets somebody in no longer.",
            [name, Session.Yes],
            async session =>
            {
                if (!session.Confirm($"{session.Get(name)} comes in no longer, and its keys and sessions end."))
                {
                    return ExitCode.Refused;
                }
                await session.Api.DeleteAsync<object?>(PathOf(session, name), session.Cancel);
                return ExitCode.Done;
            }
        );
    }

    private static Command Password()
    {
        var name = Named();
        return ApiCommand.Create(
            "password",
            "Gives an account another password, which is asked for or read from standard input.",
            [name],
            async session =>
            {
                var secret = session.Terminal.ReadSecret("Password: ") ?? throw new UsageException("Give a password.");
                await session.Api.PutAsync<object?>(
                    $"{PathOf(session, name)}/password",
                    new PasswordRequest(secret),
                    session.Cancel
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Key()
    {
        var name = Named();
        var label = new Argument<string>("label") { Description = "What it is for." };
        return ApiCommand.Create(
            "key",
            "Makes a key, and prints it once.",
            [name, label],
            async session =>
            {
                var path = $"{PathOf(session, name)}/keys";
                var key = await session.Api.PostAsync<NewKeyView>(
                    path,
                    new KeyRequest(session.Get(label)),
                    session.Cancel
                );
                session.Printer.One(key, ("Id", key.Id), ("Key", key.Key));
                return ExitCode.Done;
            }
        );
    }

    private static Command RemoveKey()
    {
        var name = Named();
        var id = new Argument<string>("id") { Description = "The id of the key." };
        return ApiCommand.Create(
            "remove-key",
            "Takes a key away.",
            [name, id, Session.Yes],
            async session =>
            {
                if (!session.Confirm($"Key {session.Get(id)} of {session.Get(name)} is taken away."))
                {
                    return ExitCode.Refused;
                }
                var path = $"{PathOf(session, name)}/keys/{Uri.EscapeDataString(session.Get(id))}";
                await session.Api.DeleteAsync<object?>(path, session.Cancel);
                return ExitCode.Done;
            }
        );
    }

    private static Command Audit()
    {
        var limit = RecordCommands.Limit();
        return ApiCommand.Create(
            "audit",
            "Lists who asked for which change, newest first.",
            [limit],
            async session =>
            {
                var path = $"/api/audit?limit={session.Get(limit)}";
                var page = await session.Api.GetAsync<PageView<AuditView>>(path, session.Cancel);
                session.Printer.Rows(
                    page.Items,
                    ("At", entry => Shown.Time(entry.At)),
                    ("Account", entry => entry.Account),
                    ("From", entry => entry.Address),
                    ("Action", entry => entry.Action),
                    ("Of", entry => entry.Subject),
                    ("Answer", entry => $"{entry.Status}")
                );
                return ExitCode.Done;
            }
        );
    }

    private static Argument<string> Named() => new("name") { Description = "The account." };

    private static string PathOf(Session session, Argument<string> name) =>
        $"/api/accounts/{Uri.EscapeDataString(session.Get(name))}";
}
