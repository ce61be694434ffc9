namespace OrderFulfilment;

/// <summary>What the program tells its caller.</summary>
static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int Interrupted = 130;
}
