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
        CircuitDescription complete = Complete(description, findings, _ => FolderOf(origin));
        return findings.All.Count > 0
            ? throw new InputException([.. findings.All.Select(violation => violation with { Path = $"{origin}: {violation.Path}" })])
            : Seal(complete, origin, RecordShapes.OfCircuit);
    }

    /// <summary>Fills what follows from other fields or files, and checks the rules.</summary>
    /// <param name="description">As it was read.</param>
    /// <param name="findings">Where problems go.</param>
    /// <param name="folderOf">The folder in which a file named at a JSON path is looked for.</param>
    internal static CircuitDescription Complete(CircuitDescription description, Findings findings, Func<string, string> folderOf)
    {
        CircuitDescription complete = new TwinFiller(description.Circuit.Neurons, findings).Fill(description);
        complete = complete with { Circuit = new TimeConstantFiller(complete.Circuit, folderOf, findings).Fill() };
        complete = complete with { Circuit = complete.Circuit with { Coupling = new DeviceFiller(complete.Circuit.Coupling, folderOf, findings).Fill() } };
        findings.NextStage();
        CircuitValidator.Check(complete, findings);
        return complete;
    }

    /// <summary>The folder of a file or other source.</summary>
    internal static string FolderOf(string origin) => Path.GetDirectoryName(origin) ?? "";

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
