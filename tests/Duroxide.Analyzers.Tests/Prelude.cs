using Microsoft.CodeAnalysis;

namespace Duroxide.Analyzers.Tests;

/// <summary>What stands around the snippets of tests and pages, as in a project of a user.</summary>
static class Prelude
{
    /// <summary>What the SDK and a project's own usings bring into every file.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Channels;
        global using System.Threading.Tasks;
        global using Duroxide;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>A shop, whose records and activities snippets use.</summary>
    public const string Shop = """
        public sealed record Order(string Id, decimal Amount);

        public sealed record Receipt(string Number);

        public static class Shop
        {
            public static readonly Activity<Order, Receipt> Charge = new(
                "shop/charge",
                (_, order) => Task.FromResult(new Receipt(order.Id))
            );

            public static readonly Activity<string, string> Mail = new("shop/mail", (_, text) => Task.FromResult(text));
        }
        """;

    static readonly string[] Wanted =
    [
        "System.",
        "Microsoft.Extensions.",
        "Duroxide",
        "netstandard",
        "mscorlib",
        "Microsoft.Win32",
        "Npgsql",
        "SQLitePCLRaw",
    ];

    /// <summary>The assemblies of this process that a user's project would reference.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => IsWanted(Path.GetFileName(file)))
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Statements, as the code of an orchestration.</summary>
    public static string Orchestration(string statements) =>
        Members(
            $$"""
            static async Task<object?> RunAsync(OrchestrationContext ctx, Order order)
            {
                await ctx.ScheduleTimer(TimeSpan.FromSeconds(1));
                {{statements}}
                return null;
            }
            """
        );

    /// <summary>Members, in a class of their own.</summary>
    public static string Members(string members) => $"public static class Code\n{{\n{members}\n}}\n";

    static bool IsWanted(string file) =>
        Wanted.Any(start => file.StartsWith(start, StringComparison.Ordinal))
        && !file.StartsWith("Duroxide.Analyzers", StringComparison.Ordinal)
        && !file.StartsWith("System.Composition", StringComparison.Ordinal)
        && !file.StartsWith("System.Reactive", StringComparison.Ordinal);
}
