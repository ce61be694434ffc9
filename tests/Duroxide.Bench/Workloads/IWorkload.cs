namespace Duroxide.Bench;

/// <summary>One thing to measure.</summary>
interface IWorkload
{
    /// <summary>The code that it runs.</summary>
    Registry Registry { get; }

    /// <summary>Measures it.</summary>
    Task<Measurement> MeasureAsync(Bed bed);
}
