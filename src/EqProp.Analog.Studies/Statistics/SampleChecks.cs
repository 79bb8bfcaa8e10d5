namespace EqProp.Analog.Studies.Statistics;

/// <summary>What all statistics require of their arguments.</summary>
internal static class SampleChecks
{
    public static void Counts(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Confidence(confidence);
    }

    public static void Confidence(double confidence)
    {
        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
    }
}
