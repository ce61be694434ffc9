namespace Duroxide.Dashboard;

/// <summary>The dashboard does something already that it does once at a time.</summary>
sealed class BusyException(string message) : Exception(message);
