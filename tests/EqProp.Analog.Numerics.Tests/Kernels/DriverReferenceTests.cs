using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>The drivers of the widest lane against loops over plain arrays.</summary>
public sealed class DriverReferenceTests : IDisposable
{
    private const int Examples = 13, Inputs = 70, States = 37;
    private static readonly WriteRule<double> Rule = new(0.3, -0.4, 0.45);

    private readonly KernelSet<double> _kernels = KernelSet<double>.For(VectorWidthSelection.Widest);
    private readonly Random _random = new(7);
    private readonly float[] _all = new float[Examples * Inputs];
    private readonly ClampedInputs<double> _inputs = new(Examples, Inputs);

    public DriverReferenceTests()
    {
        for (int i = 0; i < _all.Length; i++)
        {
            _all[i] = i % Inputs != 5 && _random.Next(3) == 0 ? _random.NextSingle() - 0.5f : 0;
        }

        _inputs.Load(_all, [.. Enumerable.Range(0, Examples)]);
    }

    public void Dispose() => _inputs.Dispose();

    [Fact]
    public void Drive_of_clamped_inputs_is_the_dense_sum_in_order()
    {
        BatchMatrix<double> weights = Draw(Inputs, States), drive = Draw(Examples, States);
        double[,] expected = Copy(drive);
        Each(Examples, States, (row, state) =>
        {
            for (int input = 0; input < Inputs; input++)
            {
                expected[row, state] = Math.FusedMultiplyAdd(_all[row * Inputs + input], weights.Row(input)[state], expected[row, state]);
            }
        });
        _kernels.AddClampedDrive(_inputs, weights, drive, 1);
        Each(Examples, States, (row, state) => Assert.Equal(expected[row, state], drive.Row(row)[state]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Clamped_weights_are_written_by_the_dense_rule(bool hasMask)
    {
        BatchMatrix<double> difference = Draw(Examples, States), weights = Draw(Inputs, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (input, state) =>
        {
            double contrast = 0;
            for (int row = 0; row < Examples; row++)
            {
                contrast = Math.FusedMultiplyAdd(_all[row * Inputs + input], difference.Row(row)[state], contrast);
            }

            // Input 5 is zero in every example; its weights stay, even those beyond their bounds.
            if (input != 5 && plastic?.Row(input)[state] != 0)
            {
                expected[input, state] = Math.Clamp(Math.FusedMultiplyAdd(Rule.Scale, contrast, expected[input, state]), Rule.Minimum, Rule.Maximum);
            }
        });
        _kernels.WriteClamped(_inputs, difference, weights, plastic, Rule, 1);
        Each(Inputs, States, (input, state) => Assert.Equal(expected[input, state], weights.Row(input)[state]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_are_written_by_the_rule(bool hasMask)
    {
        BatchMatrix<double> left0 = Draw(Examples, Inputs), right0 = Draw(Examples, States), left1 = Draw(Examples, Inputs), right1 = Draw(Examples, States);
        BatchMatrix<double> weights = Draw(Inputs, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (source, target) =>
        {
            double contrast = 0;
            for (int row = 0; row < 2 * Examples; row++)
            {
                (BatchMatrix<double> left, BatchMatrix<double> right) = row < Examples ? (left0, right0) : (left1, right1);
                contrast = Math.FusedMultiplyAdd(left.Row(row % Examples)[source], right.Row(row % Examples)[target], contrast);
            }

            if (plastic?.Row(source)[target] != 0)
            {
                expected[source, target] = Math.Clamp(Math.FusedMultiplyAdd(Rule.Scale, contrast, expected[source, target]), Rule.Minimum, Rule.Maximum);
            }
        });
        _kernels.WriteContrast(Examples, left0, right0, left1, right1, weights, plastic, Rule, 1);
        Each(Inputs, States, (source, target) => Assert.Equal(expected[source, target], weights.Row(source)[target]));
    }

    /// <summary>A rule whose bounds leave zero out would move the padding, which products with the matrix the other way round read.</summary>
    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(-0.5, -0.1)]
    public unsafe void Padding_of_weights_stays_zero(double minimum, double maximum)
    {
        BatchMatrix<double> left = Draw(Examples, Inputs), right = Draw(Examples, States), weights = Draw(Inputs, States), clamped = Draw(Inputs, States);
        var rule = new WriteRule<double>(0.3, minimum, maximum);
        _kernels.WriteContrast(Examples, left, right, left, right, weights, null, rule, 1);
        _kernels.WriteClamped(_inputs, right, clamped, null, rule, 1);
        for (int row = 0; row < Inputs; row++)
        {
            for (int column = States; column < weights.Stride; column++)
            {
                Assert.Equal(0, weights.Pointer[row * weights.Stride + column]);
                Assert.Equal(0, clamped.Pointer[row * weights.Stride + column]);
            }
        }
    }

    [Fact]
    public void Contrast_subtracts_and_negates()
    {
        BatchMatrix<double> plus = Draw(Examples, States), minus = Draw(Examples, States), difference = new(Examples, States), negated = new(Examples, States);
        _kernels.Contrast(Examples, plus, minus, difference, negated);
        Each(Examples, States, (row, state) =>
        {
            Assert.Equal(plus.Row(row)[state] - minus.Row(row)[state], difference.Row(row)[state]);
            Assert.Equal(-minus.Row(row)[state], negated.Row(row)[state]);
        });
    }

    [Fact]
    public void Biases_take_the_column_sums()
    {
        BatchMatrix<double> difference = Draw(Examples, States), biases = Draw(1, States);
        double[,] before = Copy(biases);
        _kernels.WriteBiases(Examples, difference, biases, -0.7);
        for (int state = 0; state < States; state++)
        {
            var sum = new PlainSum(before[0, state]);
            for (int row = 0; row < Examples; row++)
            {
                sum.Add(-0.7, difference.Row(row)[state]);
            }

            sum.Check(biases.Row(0)[state]);
        }
    }

    [Fact]
    public void Softmax_error_is_that_of_the_textbook()
    {
        BatchMatrix<double> logits = Draw(Examples, States), targets = Draw(Examples, States);
        double[,] before = Copy(logits);
        _kernels.SoftmaxError(2, Examples - 2, logits, targets, 0.7);
        Each(Examples, States, (row, state) =>
        {
            double total = Enumerable.Range(0, States).Sum(s => Math.Exp(before[row, s]));
            double expected = row < 2 ? before[row, state] : 0.7 * (Math.Exp(before[row, state]) / total - targets.Row(row)[state]);
            Assert.Equal(expected, logits.Row(row)[state], 1e-13);
        });
    }

    private BatchMatrix<double> Draw(int rows, int columns) => Numbers.Draw<double>(_random, rows, columns, NativeBuffers.Source);

    private BatchMatrix<double> Mask(int rows)
    {
        var mask = new BatchMatrix<double>(rows, States);
        Each(rows, States, (row, state) => mask.Row(row)[state] = _random.Next(2));
        return mask;
    }

    private static double[,] Copy(BatchMatrix<double> matrix)
    {
        var copy = new double[matrix.Rows, matrix.Columns];
        Each(matrix.Rows, matrix.Columns, (row, column) => copy[row, column] = matrix.Row(row)[column]);
        return copy;
    }

    private static void Each(int rows, int columns, Action<int, int> action)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                action(row, column);
            }
        }
    }
}
