namespace Duroxide.Generators;

/// <summary>What was read of one attribute: a model without places, which change with each edit, and what is wrong.</summary>
sealed record Reading<T>(T? Model, Place? Place, ValueArray<Finding> Findings)
    where T : class, IEquatable<T>;
