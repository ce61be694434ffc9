// The modifier line of every union stands here alone: see docs/decisions/closed-unions.md.
namespace Duroxide
{
    public abstract partial record TagFilter;

    public abstract partial record InstanceGrouping;
}

namespace Duroxide.Providers
{
    public abstract partial record TurnRight;
}
