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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_product_is_written_by_the_rule(bool hasMask)
    {
        BatchMatrix<double> left = Draw(Examples, Inputs), right = Draw(Examples, States), weights = Draw(Inputs, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (source, target) =>
        {
            double contrast = 0;
            for (int row = 0; row < Examples; row++)
            {
                contrast = Math.FusedMultiplyAdd(left.Row(row)[source], right.Row(row)[target], contrast);
            }

            if (plastic?.Row(source)[target] != 0)
            {
                expected[source, target] = Math.Clamp(Math.FusedMultiplyAdd(Rule.Scale, contrast, expected[source, target]), Rule.Minimum, Rule.Maximum);
            }
        });
        _kernels.WriteContrast(Examples, left, right, null, null, weights, plastic, Rule, 1);
        Each(Inputs, States, (source, target) => Assert.Equal(expected[source, target], weights.Row(source)[target]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Measured_contrasts_are_written_by_the_rule(bool hasMask)
    {
        BatchMatrix<double> contrast = Draw(Inputs, States), weights = Draw(Inputs, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (source, target) =>
        {
            double written = Math.FusedMultiplyAdd(Rule.Scale, contrast.Row(source)[target], expected[source, target]);
            expected[source, target] = plastic?.Row(source)[target] != 0 ? Math.Clamp(written, Rule.Minimum, Rule.Maximum) : expected[source, target];
        });
        _kernels.WriteMeasured(contrast, weights, plastic, Rule, 1);
        Each(Inputs, States, (source, target) => Assert.Equal(expected[source, target], weights.Row(source)[target]));
    }

    /// <summary>A rule whose bounds leave zero out would move the padding, which products with the matrix the other way round read.</summary>
    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(-0.5, -0.1)]
    public unsafe void Padding_of_weights_stays_zero(double minimum, double maximum)
    {
        BatchMatrix<double> left = Draw(Examples, Inputs), right = Draw(Examples, States), weights = Draw(Inputs, States), clamped = Draw(Inputs, States);
        BatchMatrix<double> measured = Draw(Inputs, States);
        var rule = new WriteRule<double>(0.3, minimum, maximum);
        _kernels.WriteContrast(Examples, left, right, left, right, weights, null, rule, 1);
        _kernels.WriteClamped(_inputs, right, clamped, null, rule, 1);
        _kernels.WriteMeasured(clamped, measured, null, rule, 1);
        for (int row = 0; row < Inputs; row++)
        {
            for (int column = States; column < weights.Stride; column++)
            {
                Assert.Equal(0, weights.Pointer[row * weights.Stride + column]);
                Assert.Equal(0, clamped.Pointer[row * weights.Stride + column]);
                Assert.Equal(0, measured.Pointer[row * weights.Stride + column]);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loads_are_written_with_the_contrast_and_clipped_once(bool hasMask)
    {
        BatchMatrix<double> left0 = Draw(Examples, Inputs), right0 = Draw(Examples, States), left1 = Draw(Examples, Inputs), right1 = Draw(Examples, States);
        BatchMatrix<double> weights = Draw(Inputs, States), rowLoads = Draw(1, Inputs), columnLoads = Draw(1, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (source, target) =>
        {
            double sign = expected[source, target] < 0 ? -1 : 1;
            double change = sign * (0.7 * rowLoads.Row(0)[source] - 0.2 * columnLoads.Row(0)[target]);
            for (int row = 0; row < Examples; row++)
            {
                change += Rule.Scale * (left0.Row(row)[source] * right0.Row(row)[target] + left1.Row(row)[source] * right1.Row(row)[target]);
            }

            if (plastic?.Row(source)[target] != 0)
            {
                expected[source, target] = Math.Clamp(expected[source, target] + change, Rule.Minimum, Rule.Maximum);
            }
        });
        _kernels.WriteContrast(Examples, left0, right0, left1, right1, weights, plastic, Rule, 1, new(rowLoads, 0.7, columnLoads, -0.2));
        Each(Inputs, States, (source, target) => Assert.Equal(expected[source, target], weights.Row(source)[target], 1e-12));
        CheckPadding(weights);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loads_of_clamped_inputs_are_written_and_clipped_even_where_the_input_is_zero(bool hasMask)
    {
        BatchMatrix<double> difference = Draw(Examples, States), weights = Draw(Inputs, States), loads = Draw(1, States);
        BatchMatrix<double>? plastic = hasMask ? Mask(Inputs) : null;
        double[,] expected = Copy(weights);
        Each(Inputs, States, (input, state) =>
        {
            double change = (expected[input, state] < 0 ? 1 : -1) * 0.6 * loads.Row(0)[state];
            for (int row = 0; row < Examples; row++)
            {
                change += Rule.Scale * _all[row * Inputs + input] * difference.Row(row)[state];
            }

            if (plastic?.Row(input)[state] != 0)
            {
                expected[input, state] = Math.Clamp(expected[input, state] + change, Rule.Minimum, Rule.Maximum);
            }
        });
        _kernels.WriteClamped(_inputs, difference, weights, plastic, Rule, 1, new(null, 0, loads, -0.6));
        Each(Inputs, States, (input, state) => Assert.Equal(expected[input, state], weights.Row(input)[state], 1e-12));
        CheckPadding(weights);
    }

    [Fact]
    public void A_symmetric_matrix_stays_symmetric_under_loads()
    {
        BatchMatrix<double> left = Draw(Examples, States), weights = Draw(States, States), loads = Draw(1, States);
        Each(States, States, (i, j) => weights.Row(i)[j] = weights.Row(Math.Min(i, j))[Math.Max(i, j)]);
        _kernels.WriteContrast(Examples, left, left, left, left, weights, null, new(0.01, -9, 9), 1, new(loads, 0.7, loads, 0.7));
        Each(States, States, (i, j) => Assert.Equal(weights.Row(i)[j], weights.Row(j)[i]));
    }

    [Fact]
    public void Magnitudes_are_summed_along_rows_and_down_columns()
    {
        foreach (int columns in new[] { 0, 1, 5, 16, 17, 63, 70, 150 })
        {
            BatchMatrix<double> matrix = Draw(Inputs, columns), rowSums = Draw(1, Inputs), columnSums = Draw(1, columns);
            double[] expectedRows = rowSums.Row(0).ToArray(), expectedColumns = columnSums.Row(0).ToArray();
            Each(Inputs, columns, (row, column) =>
            {
                expectedRows[row] += Math.Abs(matrix.Row(row)[column]);
                expectedColumns[column] += Math.Abs(matrix.Row(row)[column]);
            });
            _kernels.AddRowMagnitudes(matrix, rowSums, 1);
            _kernels.AddColumnMagnitudes(matrix, columnSums, 1);
            Each(1, Inputs, (_, row) => Assert.Equal(expectedRows[row], rowSums.Row(0)[row], 1e-12));
            Each(1, columns, (_, column) => Assert.Equal(expectedColumns[column], columnSums.Row(0)[column], 1e-12));
        }
    }

    [Fact]
    public void A_matrix_is_scaled_to_another_or_in_place()
    {
        BatchMatrix<double> source = Draw(Inputs, States), result = Draw(Inputs, States);
        double[,] before = Copy(source);
        _kernels.Scale(source, -3.5, result);
        Each(Inputs, States, (row, column) => Assert.Equal(-3.5 * before[row, column], result.Row(row)[column]));
        _kernels.Scale(source, 0.5, source);
        Each(Inputs, States, (row, column) => Assert.Equal(0.5 * before[row, column], source.Row(row)[column]));
    }

    [Fact]
    public void A_matrix_is_multiplied_and_shifted_number_by_number()
    {
        BatchMatrix<double> source = Draw(Inputs, States), gain = Draw(Inputs, States), offset = Draw(Inputs, States), result = Draw(Inputs, States);
        double[,] before = Copy(source);
        _kernels.Modulate(source, gain, offset, result);
        Each(Inputs, States, (row, column) =>
            Assert.Equal(Math.FusedMultiplyAdd(gain.Row(row)[column], before[row, column], offset.Row(row)[column]), result.Row(row)[column]));
        _kernels.Modulate(source, null, offset, result);
        Each(Inputs, States, (row, column) => Assert.Equal(before[row, column] + offset.Row(row)[column], result.Row(row)[column]));
        _kernels.Modulate(source, gain, null, source);
        Each(Inputs, States, (row, column) => Assert.Equal(gain.Row(row)[column] * before[row, column], source.Row(row)[column]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _kernels.Modulate(source, Draw(Inputs, States + 1), null, result));
    }

    [Fact]
    public void The_change_of_a_function_is_summed_over_examples()
    {
        BatchMatrix<double> plus = Draw(Examples, States), minus = Draw(Examples, States), sums = Draw(1, States);
        _kernels.Accept(new CubeContrast<double>()).Sum(Examples - 2, plus, minus, sums);
        for (int state = 0; state < States; state++)
        {
            double expected = Enumerable.Range(0, Examples - 2).Sum(row => Math.Pow(plus.Row(row)[state], 3) - Math.Pow(minus.Row(row)[state], 3));
            Assert.Equal(expected, sums.Row(0)[state], 1e-10);
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

    private static unsafe void CheckPadding(BatchMatrix<double> weights)
    {
        for (int row = 0; row < weights.Rows; row++)
        {
            for (int column = weights.Columns; column < weights.Stride; column++)
            {
                Assert.Equal(0, weights.Pointer[row * weights.Stride + column]);
            }
        }
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
