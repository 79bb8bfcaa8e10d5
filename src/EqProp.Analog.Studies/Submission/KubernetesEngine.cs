using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Submission;

/// <summary>Kubernetes: an indexed job for the shards and a job for the merge, which see the study on one shared volume.</summary>
internal sealed class KubernetesEngine : ISubmissionEngine
{
    private const string ArrayManifest = "kubernetes-array.yaml";
    private const string MergeManifest = "kubernetes-merge.yaml";
    private const string Volume = "study";

    /// <summary>Memory of a container where none is asked for: containers without a limit are the first to go.</summary>
    private const int UsualMemoryMebibytes = 2048;

    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public string Description => "manifests of an indexed job for kubectl";

    /// <inheritdoc/>
    public int UsualArrayLimit => 100_000;

    /// <inheritdoc/>
    public string SubmitScript => "kubernetes-submit.sh";

    /// <inheritdoc/>
    public IReadOnlyList<SubmissionScript> Write(SubmissionRequest request)
    {
        ContainerSource container = Check(request);
        string job = JobName.Of(request.Study), merge = $"{job}-merge";
        return
        [
            new(ArrayManifest, Array(request, container, job)),
            new(MergeManifest, Manifest(Lone(request), container, merge, ["backoffLimit: 2"], ["eqprop", "study", "merge", request.Folder])),
            new(SubmitScript, Submit(request, job, merge)),
        ];
    }

    private static ContainerSource Check(SubmissionRequest request)
    {
        ContainerSource container = request.Container ?? throw new InputException(
            "kubernetes.container", "--engine kubernetes", "Its tasks are containers that share a volume, and neither is named.",
            "Name the image with --image, the claim of the volume with --claim, and where it is mounted with --mount.");
        string mount = container.Mount.TrimEnd('/') + "/";
        return request.Folder.StartsWith(mount, StringComparison.Ordinal) ? container : throw new InputException(
            "kubernetes.mount", "--mount", $"The folder of the study, {request.Folder}, does not lie below {container.Mount}.",
            "Name the folder at which the shared volume is mounted here, and plan the study within it.");
    }

    private string Array(SubmissionRequest request, ContainerSource container, string job)
    {
        int count = request.Shards.Count, limit = request.ArrayLimit ?? UsualArrayLimit;
        if (count > limit)
        {
            throw new InputException(
                "kubernetes.shards", request.Folder, $"An indexed job has at most {limit} tasks; {count} shards are missing.", "Plan the study with fewer shards.");
        }

        string threads = TaskScript.Number(request.Resources.CpusPerTask);
        string[] run = ["eqprop", "study", "run-shard", request.Folder];
        string[] options = ["--threads", threads, .. request.Options];
        bool all = request.Shards.Select((shard, index) => shard == index).All(same => same);
        string[] command = all
            ? [.. run, "auto", .. options]
            : ["sh", "-c", $"shift \"$JOB_COMPLETION_INDEX\"; exec {ShellText.Line(run)} \"$1\" {ShellText.Line(options)}", "sh", .. request.Shards.Select(TaskScript.Number)];
        return Manifest(
            request, container, job,
            [
                $"completions: {TaskScript.Number(count)}", $"parallelism: {TaskScript.Number(Math.Min(count, request.Resources.Throttle ?? count))}", "completionMode: Indexed",
                $"backoffLimit: {TaskScript.Number(count * request.Resources.Requeues)}",
                "podFailurePolicy:", "  rules:", "    # A drained or lost node is no failure of the task.", "    - action: Ignore", "      onPodConditions:", "        - type: DisruptionTarget",
            ],
            command);
    }

    private static SubmissionRequest Lone(SubmissionRequest request) => request with { Resources = request.Resources with { CpusPerTask = 1 } };

    private static string Manifest(SubmissionRequest request, ContainerSource container, string job, IEnumerable<string> spec, IReadOnlyList<string> command)
    {
        StringBuilder text = new();
        void Add(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
        Add(0, $"# The study {TaskScript.Comment(request.Study)}. Written by 'eqprop study submit', which writes it anew.");
        Add(0, "apiVersion: batch/v1");
        Add(0, "kind: Job");
        Add(0, "metadata:");
        Add(1, $"name: {job}");
        Add(0, "spec:");
        foreach (string line in spec)
        {
            Add(1, line);
        }

        Add(1, "template:");
        Add(2, "spec:");
        Add(3, "restartPolicy: Never");
        Add(3, "terminationGracePeriodSeconds: 60");
        if (request.Resources.Time is { } time)
        {
            Add(3, string.Create(CultureInfo.InvariantCulture, $"activeDeadlineSeconds: {(long)Math.Ceiling(time.TotalSeconds)}"));
        }

        Add(3, "containers:");
        AddContainer(Add, request, container, command);
        Add(3, "volumes:");
        Add(4, $"- name: {Volume}");
        Add(5, "persistentVolumeClaim:");
        Add(6, $"claimName: {Text(container.Claim)}");
        return text.ToString();
    }

    private static void AddContainer(Action<int, string> add, SubmissionRequest request, ContainerSource container, IReadOnlyList<string> command)
    {
        string memory = TaskScript.Number(request.Resources.MemoryMebibytes ?? UsualMemoryMebibytes);
        add(4, "- name: eqprop");
        add(5, $"image: {Text(container.Image)}");
        add(5, "command:");
        foreach (string word in command)
        {
            add(6, $"- {Text(word)}");
        }

        if (request.Variables.Count > 0)
        {
            add(5, "env:");
            foreach ((string name, string value) in request.Variables)
            {
                add(6, $"- name: {name}");
                add(7, $"value: {Text(value)}");
            }
        }

        add(5, "resources:");
        add(6, $"requests: {{ cpu: {TaskScript.Number(request.Resources.CpusPerTask)}, memory: {memory}Mi }}");
        add(6, $"limits: {{ memory: {memory}Mi }}");
        add(5, "volumeMounts:");
        add(6, $"- name: {Volume}");
        add(7, $"mountPath: {Text(container.Mount)}");
    }

    private static string Submit(SubmissionRequest request, string job, string merge) => TaskScript.Join(
        $$"""
        #!/bin/bash
        # Submits shards {{ShardRanges.Text(request.Shards)}} of the study {{TaskScript.Comment(request.Study)}}, waits for them, and submits the merge. Written by 'eqprop study submit'.
        set -euo pipefail
        cd {{ShellText.Quote(SubmissionFolder.Of(request.Folder))}}
        kubectl delete job {{job}} {{merge}} --ignore-not-found
        kubectl apply -f {{ArrayManifest}}
        # Whether or not all of them could be done: the merge tells what is missing.
        until [ "$(kubectl get job {{job}} -o 'jsonpath={.status.conditions[?(@.type=="Complete")].status}{.status.conditions[?(@.type=="Failed")].status}')" = True ]; do
            sleep 10
        done
        kubectl apply -f {{MergeManifest}}
        kubectl wait --for=condition=complete --timeout=1h job/{{merge}}
        """);

    /// <summary>A text as YAML reads it between double quotes: as JSON does. $(NAME) would stand for a variable, $$ is a dollar.</summary>
    private static string Text(string text) =>
        $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text.Replace("$(", "$$(", StringComparison.Ordinal))}\"";
}
