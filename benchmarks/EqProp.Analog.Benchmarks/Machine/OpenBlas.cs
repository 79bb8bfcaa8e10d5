using System.Numerics;
using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>OpenBLAS on one thread, where the system has it (Debian: libopenblas0-pthread).</summary>
internal static unsafe class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int AsIs = 111;
    private const int Transposed = 112;

    /// <summary>Whether the library is here.</summary>
    public static bool IsAvailable { get; } = Prepare();

    /// <summary>Version and processor kernel of the library.</summary>
    public static string Description => IsAvailable ? Marshal.PtrToStringAnsi((nint)GetConfig())! : $"not available ({Library} not found)";

    /// <summary>c = alpha a b + beta c, row-major; a is used transposed when asked.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static void Multiply<T>(bool transposeLeft, int rows, BatchMatrix<T> a, BatchMatrix<T> b, BatchMatrix<T> c, double alpha = 1, double beta = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int transpose = transposeLeft ? Transposed : AsIs, m = transposeLeft ? a.Columns : rows, k = transposeLeft ? rows : b.Rows;
        if (typeof(T) == typeof(float))
        {
            SingleProduct(RowMajor, transpose, AsIs, m, b.Columns, k, (float)alpha, (float*)a.Pointer, a.Stride, (float*)b.Pointer, b.Stride, (float)beta, (float*)c.Pointer, c.Stride);
        }
        else
        {
            DoubleProduct(RowMajor, transpose, AsIs, m, b.Columns, k, alpha, (double*)a.Pointer, a.Stride, (double*)b.Pointer, b.Stride, beta, (double*)c.Pointer, c.Stride);
        }
    }

    /// <summary>y = x A for the first rows of x and y, row-major.</summary>
    public static void MultiplyVector(BatchMatrix<float> x, BatchMatrix<float> a, BatchMatrix<float> y) =>
        SingleVector(RowMajor, Transposed, a.Rows, a.Columns, 1, a.Pointer, a.Stride, x.Pointer, 1, 0, y.Pointer, 1);

    private static bool Prepare()
    {
        if (!NativeLibrary.TryLoad(Library, typeof(OpenBlas).Assembly, null, out _))
        {
            return false;
        }

        SetThreads(1);
        return true;
    }

    [DllImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static extern void SetThreads(int threads);

    [DllImport(Library, EntryPoint = "openblas_get_config")]
    private static extern byte* GetConfig();

    [DllImport(Library, EntryPoint = "cblas_sgemm")]
    private static extern void SingleProduct(int order, int transposeA, int transposeB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [DllImport(Library, EntryPoint = "cblas_dgemm")]
    private static extern void DoubleProduct(int order, int transposeA, int transposeB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [DllImport(Library, EntryPoint = "cblas_sgemv")]
    private static extern void SingleVector(int order, int transpose, int m, int n, float alpha, float* a, int lda, float* x, int incx, float beta, float* y, int incy);
}
