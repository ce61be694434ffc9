namespace Duroxide.Testing;

/// <summary>How many steps a run may take, and the option that says so.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Option">The option's name, for reports.</param>
readonly record struct StepBound(int Steps, string Option);
