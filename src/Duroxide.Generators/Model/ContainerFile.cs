namespace Duroxide.Generators;

/// <summary>All code of one class, which makes one file.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Container">The class.</param>
/// <param name="Codes">Its code, in the order of the source.</param>
/// <param name="Called">Which of it is called by its word: activities, and the newest version of each orchestration.</param>
/// <param name="Signals">What orchestrations raise and send by calls that stand here.</param>
/// <param name="HasClient">Whether clients are written as well.</param>
sealed record ContainerFile(
    string Name,
    Container Container,
    ValueArray<Code> Codes,
    ValueArray<string> Called,
    ValueArray<Signal> Signals,
    bool HasClient
)
{
    public IEnumerable<Code> Orchestrations => Codes.Where(code => code.Orchestration is not null);

    public bool IsCalled(Code code) => Called.Contains(code.Word);
}
