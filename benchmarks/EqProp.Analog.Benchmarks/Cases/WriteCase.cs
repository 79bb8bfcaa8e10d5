using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>
/// Writes of reciprocal weights [depth x columns] after a minibatch: two outer products with their clip. OpenBLAS does the
/// products alone.
/// </summary>
internal sealed class WriteCase : KernelCase
{
    private static readonly WriteRule<float> Rule = new(1e-6f, -1, 1);
    private readonly int _rows;
    private readonly BatchMatrix<float>[] _sources;
    private readonly BatchMatrix<float>[] _targets;
    private readonly BatchMatrix<float> _weights;

    public WriteCase(ProductSize size)
    {
        _rows = size.Rows;
        _sources = [Filled<float>(size.Rows, size.Depth), Filled<float>(size.Rows, size.Depth)];
        _targets = [Filled<float>(size.Rows, size.Columns), Filled<float>(size.Rows, size.Columns)];
        _weights = Filled<float>(size.Depth, size.Columns);
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<float> kernels = KernelSet<float>.For(width);
        return () => kernels.WriteContrast(_rows, _sources[0], _targets[0], _sources[1], _targets[1], _weights, null, Rule, threads: 1);
    }

    public override Action Theirs(string library) => library == Contender.OpenBlas ? TwoProducts : base.Theirs(library);

    private void TwoProducts()
    {
        for (int i = 0; i < 2; i++)
        {
            OpenBlas.Multiply(transposeLeft: true, _rows, _sources[i], _targets[i], _weights, Rule.Scale, beta: 1);
        }
    }
}
