using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EqProp.Analog.Numerics.Tests.Memory;

/// <summary>
/// Whole pages of numbers with a page at either end that may be neither read nor written: touching one ends the process, so a
/// test that survives did not. On Linux; elsewhere plain zeroed memory, where only writes that reach other data would show.
/// </summary>
internal sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int ReadWrite = 3, PrivateAnonymous = 0x22;
    private readonly nint _mapping;
    private readonly nuint _bytes;

    /// <param name="length">Numbers needed at the least.</param>
    public GuardedBuffer(int length)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint inner = Math.Max(page, ((nuint)length * (nuint)sizeof(T) + page - 1) / page * page);
        Length = (int)(inner / (nuint)sizeof(T));
        _bytes = inner + 2 * page;
        if (!OperatingSystem.IsLinux())
        {
            _mapping = (nint)NativeMemory.AllocZeroed(_bytes);
            Pointer = (T*)(_mapping + (nint)page);
            return;
        }

        _mapping = GuardedMemory.Map(0, _bytes, 0, PrivateAnonymous, -1, 0);
        Pointer = (T*)(_mapping + (nint)page);
        if (_mapping == -1 || GuardedMemory.Protect((nint)Pointer, inner, ReadWrite) != 0)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Numbers between the guard pages; at least those asked for.</summary>
    public int Length { get; }

    /// <summary>First number, right behind the lower guard page.</summary>
    public T* Pointer { get; }

    /// <summary>The first numbers: what stands before them may not be touched.</summary>
    public Span<T> First(int count) => new(Pointer, count);

    /// <summary>The last numbers: what stands behind them may not be touched.</summary>
    public Span<T> Last(int count) => new(Pointer + Length - count, count);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = GuardedMemory.Unmap(_mapping, _bytes);
        }
        else
        {
            NativeMemory.Free((void*)_mapping);
        }
    }
}

/// <summary>The system calls; a generic class cannot hold them.</summary>
internal static partial class GuardedMemory
{
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);
}
