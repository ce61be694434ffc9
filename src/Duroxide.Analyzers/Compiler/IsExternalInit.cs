namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for in records, and .NET Standard has not.</summary>
static class IsExternalInit;
