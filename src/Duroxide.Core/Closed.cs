// The modifier line of every union stands here alone, so that the closed-union lane can compile these lines with
// `closed` in place of `abstract` and prove every switch complete, while what ships stays on the stable language.
namespace Duroxide
{
    public abstract partial record Failure;

    public abstract partial record PoisonSubject;
}

namespace Duroxide.Core
{
    public abstract partial record Operation;

    public abstract partial record Effect;

    public abstract partial record Outcome;

    public abstract partial record Ending;

    public abstract partial record Interruption;

    public abstract partial record Fact;

    public abstract partial record Delivery;

    public abstract partial record OrchestrationAction;
}
