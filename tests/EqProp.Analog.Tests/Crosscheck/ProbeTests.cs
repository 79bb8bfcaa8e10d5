using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Crosscheck;

public class ProbeTests(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        void Go(string name, SpicePhase phase)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                SpiceDeck deck = SpiceNetlist.Write(phase);
                File.WriteAllText($"/tmp/sp/{name.Replace(' ', '_')}.cir", deck.Text);
                var ran = Oracle.Ngspice().Run(deck, new SpiceSettings(), phase.DurationSeconds, TimeSpan.FromMinutes(2), default);
                double t1 = clock.Elapsed.TotalSeconds;
                ComparedPhase c = Oracle.Compare(phase);
                output.WriteLine($"{name,-45} {Math.Abs(c.Worst.Largest),10:E2} at {c.TimesSeconds[c.Worst.WorstTime] * 1e6:F3} us {c.Worst.Name} points {c.TimesSeconds.Count} ngspice {t1:F2} s, all {clock.Elapsed.TotalSeconds:F2}");
            }
            catch (Exception e)
            {
                output.WriteLine($"{name}: {e.Message}");
            }
        }

        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind kind in new[] { ActivationKind.HardSigmoid, ActivationKind.Relu })
            {
                var options = new NeuronOptions(force, kind, 1.5, 0.1, Heterogeneous: true);
                Go($"{force} {kind} layered", Oracle.Phase(Layouts.Draw(Layouts.Layered([3, 5, 4, 2], options), 3), 10));
                Go($"{force} {kind} elements", Oracle.Phase(Layouts.Draw(Layouts.Elements(3, 4, 2, options), 3), 10));
            }
        }

        foreach (string name in ExtendedCircuits.All.Where(n => n.Contains("rail") || n.Contains("ideal")))
        {
            Go(name, Oracle.Phase(ExtendedCircuits.Layered(name, 4, 3, 5, 4, 2), 10));
            Go(name + " recurrent", Oracle.Phase(ExtendedCircuits.Recurrent(name, 4), 10));
        }
    }
}
