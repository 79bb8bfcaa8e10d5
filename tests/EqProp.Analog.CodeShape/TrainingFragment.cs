using System.Numerics;
using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.CodeShape;

/// <summary>
/// A few minibatches of equilibrium propagation without noise on a layered circuit of leaky neurons, clamped inputs to
/// hidden to outputs: every inner loop of the kernels, and a hash of what they leave behind.
/// </summary>
internal sealed class TrainingFragment<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Examples = 13, Inputs = 90, Hidden = 270, Outputs = 10, FreeSteps = 20, NudgedSteps = 4, Minibatches = 3;

    private readonly KernelSet<T> _kernels;
    private readonly RandomStream _stream = new(1, StreamPurpose.Study);
    private readonly ClampedInputs<T> _inputs = new(Examples, Inputs);
    private readonly StateGroup<T> _hidden = new(Examples, Hidden, outputIsState: true);
    private readonly StateGroup<T> _outputs = new(Examples, Outputs, outputIsState: true);
    private readonly BatchMatrix<T> _clamped = new(Inputs, Hidden);
    private readonly BatchMatrix<T> _weights = new(Outputs, Hidden);
    private readonly BatchMatrix<T> _freeHidden = new(Examples, Hidden);
    private readonly BatchMatrix<T> _freeOutputs = new(Examples, Outputs);
    private readonly BatchMatrix<T> _difference = new(Examples, Hidden);
    private readonly BatchMatrix<T> _negated = new(Examples, Hidden);
    private readonly BatchMatrix<T> _forward = new(Examples, Outputs);
    private readonly BatchMatrix<T> _bias = new(1, Outputs);
    private readonly BatchMatrix<T> _transposed = new(Hidden, Outputs);
    private readonly Relaxation<T> _relaxation;

    /// <summary>Draws the circuit and its examples.</summary>
    /// <param name="width">Lanes to use.</param>
    public TrainingFragment(VectorWidth width)
    {
        _kernels = KernelSet<T>.For(width);
        Draw(_clamped, 0.2);
        Draw(_weights, 0.2);
        _hidden.Incoming.Add(new(_outputs, _weights, IsTransposed: false));
        _outputs.Incoming.Add(new(_hidden, _weights, IsTransposed: true));
        GroupStepper<T>[] steppers = [_kernels.Accept(new RailStepper<T>(_hidden)), _kernels.Accept(new RailStepper<T>(_outputs))];
        foreach (GroupStepper<T> stepper in steppers)
        {
            stepper.Group.Leak.Row(0).Fill(T.One);
            stepper.Group.Rate.Row(0).Fill(T.CreateTruncating(0.5));
        }

        _relaxation = new(steppers, RelaxationMethod.Euler, Examples);
    }

    /// <summary>Trains and hashes.</summary>
    /// <returns>FNV-1a over the bytes of the states and weights at the end of every minibatch.</returns>
    public ulong Run()
    {
        ulong hash = 14695981039346656037;
        for (int minibatch = 0; minibatch < Minibatches; minibatch++)
        {
            Load();
            _relaxation.Run(Examples, FreeSteps, stopMove: null, threads: 1);
            _freeHidden.CopyRowsFrom(_hidden.State(0), Examples);
            _freeOutputs.CopyRowsFrom(_outputs.State(0), Examples);
            _outputs.Pushed = true;
            _outputs.PushStiffness = T.CreateTruncating(0.5);
            Draw(_outputs.Push, 0.25);
            _relaxation.Run(Examples, NudgedSteps, stopMove: null, threads: 1);
            _outputs.Pushed = false;
            Write();
            foreach (BatchMatrix<T> matrix in new[] { _hidden.State(0), _outputs.State(0), _clamped, _weights, _forward, _bias })
            {
                for (int row = 0; row < matrix.Rows; row++)
                {
                    hash = Fold(hash, MemoryMarshal.AsBytes(matrix.Row(row)));
                }
            }
        }

        return hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _relaxation.Dispose();
        _inputs.Dispose();
        _hidden.Dispose();
        _outputs.Dispose();
        foreach (BatchMatrix<T> matrix in new[] { _clamped, _weights, _freeHidden, _freeOutputs, _difference, _negated, _forward, _bias, _transposed })
        {
            matrix.Dispose();
        }
    }

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }

    private void Load()
    {
        float[] pictures = new float[Examples * Inputs];
        foreach (ref float value in pictures.AsSpan())
        {
            value = _stream.NextInt32(3) == 0 ? (float)_stream.NextDouble() : 0;
        }

        _inputs.Load(pictures, [.. Enumerable.Range(0, Examples)]);
        _hidden.Drive.Clear();
        _kernels.AddClampedDrive(_inputs, _clamped, _hidden.Drive, threads: 1);
    }

    private void Write()
    {
        var rule = new WriteRule<T>(T.CreateTruncating(0.05), T.CreateTruncating(-1), T.One);
        _kernels.Contrast(Examples, _hidden.State(0), _freeHidden, _difference, _negated);
        _kernels.WriteClamped(_inputs, _difference, _clamped, plastic: null, rule, threads: 1);
        _kernels.WriteContrast(Examples, _outputs.State(0), _hidden.State(0), _freeOutputs, _negated, _weights, plastic: null, rule, threads: 1);
        _transposed.TransposeFrom(_weights);
        _kernels.Multiply(0, Examples, _bias, _hidden.State(0), _transposed, _forward);
        _kernels.WriteBiases(Examples, _forward, _bias, T.CreateTruncating(0.01));
    }

    private void Draw(BatchMatrix<T> matrix, double limit)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            foreach (ref T value in matrix.Row(row))
            {
                value = T.CreateTruncating(_stream.NextUniform(-limit, limit));
            }
        }
    }
}
