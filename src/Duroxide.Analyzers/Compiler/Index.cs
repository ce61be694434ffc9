namespace System;

/// <summary>What the compiler asks for in list patterns, and .NET Standard has not.</summary>
readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
