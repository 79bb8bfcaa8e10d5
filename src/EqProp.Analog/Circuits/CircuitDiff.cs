using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>One field in which two circuits differ.</summary>
/// <param name="Path">JSON path of the field.</param>
/// <param name="Left">Its value on the left, as compact JSON; "absent" where there is none.</param>
/// <param name="Right">Its value on the right.</param>
public sealed record FieldDifference(string Path, string Left, string Right);

/// <summary>Compares two circuits field by field.</summary>
public static class CircuitDiff
{
    /// <summary>What stands for a field that one side does not have.</summary>
    public const string Absent = "absent";

    /// <summary>Finds all fields that differ; lists of the same length item by item, others as a whole.</summary>
    /// <param name="left">Canonical JSON (<see cref="ResolvedCircuit.Json"/>).</param>
    /// <param name="right">Canonical JSON of the other circuit.</param>
    /// <returns>The differences in the order of the left side's fields; empty if there are none.</returns>
    public static IReadOnlyList<FieldDifference> Compare(JsonObject left, JsonObject right)
    {
        List<FieldDifference> differences = [];
        Compare(left, right, "", differences);
        return differences;
    }

    private static void Compare(JsonNode? left, JsonNode? right, string path, List<FieldDifference> differences)
    {
        if (left is JsonObject leftBlock && right is JsonObject rightBlock)
        {
            foreach (string key in leftBlock.Concat(rightBlock).Select(field => field.Key).Distinct())
            {
                string child = path.Length == 0 ? key : $"{path}.{key}";
                if (leftBlock.ContainsKey(key) && rightBlock.ContainsKey(key))
                {
                    Compare(leftBlock[key], rightBlock[key], child, differences);
                }
                else
                {
                    differences.Add(new FieldDifference(child, Show(leftBlock, key), Show(rightBlock, key)));
                }
            }
        }
        else if (left is JsonArray leftList && right is JsonArray rightList && leftList.Count == rightList.Count)
        {
            for (int i = 0; i < leftList.Count; i++)
            {
                Compare(leftList[i], rightList[i], $"{path}[{i}]", differences);
            }
        }
        else if (Show(left) != Show(right))
        {
            differences.Add(new FieldDifference(path, Show(left), Show(right)));
        }
    }

    private static string Show(JsonObject block, string key) => block.ContainsKey(key) ? Show(block[key]) : Absent;

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
