using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Gives declared code a signature that fits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class SignatureRepair() : Repair(Rules.OrchestrationSignature, Rules.ActivitySignature)
{
    protected override Change? Find(Scene scene) =>
        Misfitting.Of(scene) is not { } found
            ? null
            : found.Problem.Kind switch
            {
                Misfit.NoContext => ContextChange.Given(found),
                Misfit.ContextArguments => ContextChange.Typed(scene, found),
                Misfit.Reference => ParameterChange.ByValue(found),
                Misfit.Token => ParameterChange.WithoutToken(found),
                Misfit.Void or Misfit.ValueTask or Misfit.NoTask => TaskChange.Of(scene, found),
                Misfit.Hidden => HiddenTypeChange.Of(scene, found),
                _ => null,
            };
}
