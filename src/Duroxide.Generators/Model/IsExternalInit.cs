using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for records, and netstandard2.0 has not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
static class IsExternalInit;
