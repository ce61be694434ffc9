// The modifier line of every union stands here alone: see docs/decisions/closed-unions.md.
namespace Duroxide
{
    public abstract partial record ClientError;

    public abstract partial record OrchestrationStatus;
}

namespace Duroxide.Runtime
{
    internal abstract partial record TurnResult;

    internal abstract partial record ActivityResult;

    internal abstract partial record Loaded;
}
