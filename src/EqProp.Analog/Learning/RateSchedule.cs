using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning;

/// <summary>How learning rates change over the epochs.</summary>
public static class RateSchedule
{
    /// <summary>Factor of the learning rates in an epoch.</summary>
    /// <param name="schedule">The law.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="epochs">Epochs in all.</param>
    /// <returns>A factor; 1 in the first epoch unless a step says otherwise.</returns>
    public static double Factor(ScheduleBlock schedule, int epoch, int epochs) => schedule.Kind switch
    {
        ScheduleKind.Exponential => Math.Pow(schedule.Factor, epoch - 1),
        ScheduleKind.Cosine =>
            schedule.Final + (1 - schedule.Final) * 0.5 * (1 + Math.Cos(Math.PI * (epoch - 1) / epochs)),
        ScheduleKind.Steps => Math.Pow(schedule.Factor, schedule.At?.Count(start => start <= epoch) ?? 0),
        _ => 1,
    };
}
