using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>Fills defaults and twins of a description, validates it, and takes its fingerprint.</summary>
public static class CircuitResolver
{
    /// <summary>Resolves a description that was made in code.</summary>
    /// <param name="description">The description; of two twins one may be null.</param>
    /// <param name="origin">Name of its source, for messages and records.</param>
    /// <returns>The resolved circuit.</returns>
    /// <exception cref="InputException">The description breaks rules; carries all violations.</exception>
    public static ResolvedCircuit Resolve(CircuitDescription description, string origin = "code")
    {
        Findings findings = new();
        CircuitDescription complete = Complete(description, findings);
        return findings.All.Count > 0
            ? throw new InputException([.. findings.All.Select(violation => violation with { Path = $"{origin}: {violation.Path}" })])
            : Seal(complete, origin, RecordShapes.OfCircuit);
    }

    internal static CircuitDescription Complete(CircuitDescription description, Findings findings)
    {
        CircuitDescription complete = new TwinFiller(description.Circuit.Neurons, findings).Fill(description);
        findings.NextStage();
        CircuitValidator.Check(complete, findings);
        return complete;
    }

    internal static ResolvedCircuit Seal(CircuitDescription description, string origin, RecordShapes shapes)
    {
        JsonObject json = new RecordWriter(shapes).Write(description);
        return new ResolvedCircuit
        {
            Description = description,
            Json = json,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString()))),
            Origin = origin,
        };
    }
}
