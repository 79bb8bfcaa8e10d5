using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Tests.Training;

public sealed class EarlyStopTests
{
    [Theory]
    [InlineData(2, new double[] { 5, 4, 3 }, false)]
    [InlineData(2, new double[] { 5, 3, 4 }, false)]
    [InlineData(2, new double[] { 5, 3, 4, 4 }, true)]
    [InlineData(2, new double[] { 5, 3, 3, 3 }, true)]
    [InlineData(3, new double[] { 5, 3, 3, 3 }, false)]
    [InlineData(1, new double[] { 5 }, false)]
    [InlineData(1, new double[0], false)]
    public void Patience_counts_epochs_since_the_best(int patience, double[] errors, bool stops)
    {
        var rule = new EarlyStopBlock { Patience = patience };

        Assert.Equal(stops, EarlyStop.Applies(rule, [.. errors.Select(error => Epoch(train: 0, validation: error))]));
        Assert.Equal(stops, EarlyStop.Applies(rule, [.. errors.Select(error => Epoch(train: error, validation: null))]));
    }

    [Theory]
    [InlineData(2.5, 2.5, true)]
    [InlineData(2.5, 2.6, false)]
    public void The_training_error_is_enough_once_it_is_reached(double limit, double error, bool stops)
    {
        var rule = new EarlyStopBlock { TrainErrorPercent = limit };

        Assert.Equal(stops, EarlyStop.Applies(rule, [Epoch(train: error, validation: 0)]));
        Assert.False(EarlyStop.Applies(null, [Epoch(train: 0, validation: 0)]));
    }

    private static EpochRecord Epoch(double train, double? validation) => new()
    {
        Epoch = 1,
        TrainErrorPercent = train,
        ValidationErrorPercent = validation,
        TrainCost = 0,
        FreeResidualMax = 0,
        FreeResidualMean = 0,
        Seconds = 0,
    };
}
