using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Tests.Training;

namespace EqProp.Analog.Numerics.Tests.Integrators;

public sealed class RelaxationRefusalTests : IDisposable
{
    private const int Examples = 3, Large = 20, Small = 4;

    private readonly StateGroup<float> _large = new(Examples, Large, outputIsState: true);
    private readonly StateGroup<float> _small = new(Examples, Small, outputIsState: true);
    private readonly BatchMatrix<float> _weights = new(Small, Large);

    public RelaxationRefusalTests()
    {
        _large.Incoming.Add(new(_small, _weights, IsTransposed: false));
        _small.Incoming.Add(new(_large, _weights, IsTransposed: true));
    }

    [Fact]
    public void No_steps_leave_the_states_where_they_were()
    {
        using Relaxation<float> relaxation = Make(RelaxationMethod.Euler);
        _large.State(0).Row(1).Fill(0.25f);
        RelaxationResult result = relaxation.Run(Examples, 0, 1e-3, 1);
        Assert.Equal(Enumerable.Repeat(0.25f, Large), _large.State(0).Row(1).ToArray());
        Assert.Equal([0, 0, 0], result.Steps);
        Assert.Throws<ArgumentOutOfRangeException>(() => relaxation.Run(Examples, -1, null, 1));
    }

    [Fact]
    public void More_examples_than_there_is_room_for_are_refused()
    {
        using Relaxation<float> relaxation = Make(RelaxationMethod.Euler);
        Assert.Throws<ArgumentOutOfRangeException>(() => relaxation.Run(Examples + 1, 1, null, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => relaxation.AdmitStates(Examples + 1));
    }

    [Theory]
    [InlineData(Small, Large - 1, false)]
    [InlineData(Small + 1, Large, false)]
    [InlineData(Small, Large, true)]
    public void Weights_of_another_shape_are_refused(int rows, int columns, bool isTransposed)
    {
        using var wrong = new BatchMatrix<float>(rows, columns);
        _large.Incoming[0] = new(_small, wrong, isTransposed);
        Assert.Throws<ArgumentException>(() => Make(RelaxationMethod.Euler));
    }

    [Fact]
    public void Runge_Kutta_needs_outputs_apart_from_states() =>
        Assert.Throws<ArgumentException>(() => Make(RelaxationMethod.RungeKutta4));

    [Fact]
    public void Noise_without_names_is_refused()
    {
        using Relaxation<float> relaxation = Make(RelaxationMethod.Euler);
        _large.AddNoise(0);
        relaxation.Noise = new(NoiseKernels<float>.For(VectorWidthSelection.Widest), new(1, 0, StreamPurpose.ThermalNoise));
        relaxation.Noise.Name([0, 1]);
        Assert.Throws<InvalidOperationException>(() => relaxation.Run(Examples, 1, null, 1));
        relaxation.Noise.Name([0, 1, 2]);
        relaxation.Run(Examples, 1, null, 1);
    }

    [Fact]
    public void Groups_that_move_in_place_are_refused_once_something_else_sees_them()
    {
        using Relaxation<float> relaxation = Make(RelaxationMethod.Euler);
        relaxation.Run(Examples, 1, null, 1);
        if (!_large.IsMovedInPlace)
        {
            Assert.NotEqual(VectorWidth.Bits512, VectorWidthSelection.Widest);
            return;
        }

        using var more = new BatchMatrix<float>(Large, Large);
        _large.Incoming.Add(new(_large, more, IsTransposed: false));
        Assert.Throws<InvalidOperationException>(() => relaxation.Run(Examples, 1, null, 1));
    }

    public void Dispose()
    {
        _large.Dispose();
        _small.Dispose();
        _weights.Dispose();
    }

    private Relaxation<float> Make(RelaxationMethod method) =>
        new([.. new[] { _large, _small }.Select(g => FragmentStepper<float>.Make(g, Neuron.Rail, VectorWidthSelection.Widest))], method, Examples);
}
