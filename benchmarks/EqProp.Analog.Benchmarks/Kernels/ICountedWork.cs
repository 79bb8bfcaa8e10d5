using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>A benchmark that knows how much work a call of it is; known from its parameters, before it is set up.</summary>
public interface ICountedWork
{
    /// <summary>One call's work.</summary>
    Work Work { get; }
}
