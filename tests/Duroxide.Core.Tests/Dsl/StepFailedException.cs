namespace Duroxide.Core.Tests;

/// <summary>A step was answered with a failure.</summary>
sealed class StepFailedException(Failure failure) : Exception(failure.Display);
