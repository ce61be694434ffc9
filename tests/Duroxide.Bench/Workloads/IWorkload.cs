namespace Duroxide.Bench;

/// <summary>One thing to measure.</summary>
interface IWorkload
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The code that it runs.</summary>
    Registry Registry { get; }

    /// <summary>Measures it.</summary>
    Task<Measurement> MeasureAsync(Bed bed);
}
