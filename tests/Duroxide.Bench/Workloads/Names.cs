namespace Duroxide.Bench;

/// <summary>The names of the workloads that others refer to, and of who is measured.</summary>
static class Names
{
    public const string Hello = "W1";
    public const string Chain = "W2";
    public const string FanOut = "W3";
    public const string LongRun = "W4";
    public const string Mix = "W5";
    public const string Backlog = "backlog";
    public const string Claims = "claims";
    public const string Nodes = "nodes";
    public const string Floor = "floor";
    public const string Disk = "disk";

    public const string Sqlite = "duroxide/sqlite";
    public const string PostgreSql = "duroxide/postgresql";
    public const string Memory = "duroxide/memory";
    public const string Offline = "duroxide/offline";

    /// <summary>What is behind the name of a workload that is to be measured in memory, whatever the store of the others.</summary>
    public const string InMemory = "-memory";
}
