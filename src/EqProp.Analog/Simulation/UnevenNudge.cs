using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The nudge of the squared error where outputs count unlike in the energy, as inhibitors with drawn transconductors do: a push of
/// beta / m_i (d_i - y_i), computed anew at every step.
/// </summary>
internal sealed class UnevenNudge<T>(StateGroup<T> outputs, IReadOnlyList<double> factors, int capacity) : IPushSource<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Wanted outputs [examples x outputs].</summary>
    public BatchMatrix<T> Targets { get; } = new(capacity, outputs.Size);

    /// <summary>Signed strength of the nudge.</summary>
    public double Beta { get; set; }

    public void Refresh(int firstRow, int rows, int stateParity, int outputParity)
    {
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            Span<T> push = outputs.Push.Row(row), target = Targets.Row(row), seen = outputs.Output(outputParity).Row(row);
            for (int i = 0; i < push.Length; i++)
            {
                push[i] = T.CreateTruncating(Beta * factors[i]) * (target[i] - seen[i]);
            }
        }
    }

    public void Dispose() => Targets.Dispose();
}
