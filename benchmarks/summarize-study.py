"""Makes the page of record-studies.sh from the numbers of a study's report: a row a point."""
import json
import platform
import re
import sys

report = json.load(open(sys.argv[1]))
study = sys.argv[2]
cpu = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
measures = [measure for measure in report["measures"]]


def number(value, unit):
    if value is None:
        return ""
    for prefix, factor in (("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12), ("f", 1e-15)):
        if unit in ("J", "s") and abs(value) >= factor:
            return f"{value / factor:.4g} {prefix}{unit}"
    return f"{value:.4g}"


def cell(measure, of):
    found = of["measures"][measure["name"]]
    mean = found["mean"]
    if mean is None:
        return ""
    text = number(mean, measure["unit"])
    return text if found["deviation"] in (None, 0) or measure["unit"] in ("J", "s") else f"{text} +- {found['deviation']:.2g}"


print(f"# {report['name']}\n\n`benchmarks/record-studies.sh RESULTS_FOLDER {report['name']}` ({study})\n")
print(f"- processor: {cpu.group(1) if cpu else platform.processor()}; plan {report['planHash'][:12]}; {report['trials']} chips, {report['failed']} failed\n")
print(report["sentence"] + "\n")
goods = report.get("yield") is not None
heads = report["axes"] + ["chips"] + (["good", "yield, 95 % interval (%)"] if goods else [])
heads += [measure["name"] + (f" ({measure['unit']})" if measure["unit"] not in ("", "J", "s") else "") for measure in measures]
print("| " + " | ".join(heads) + " |\n| " + " | ".join(["---"] * len(report["axes"]) + ["---:"] * (len(heads) - len(report["axes"]))) + " |")
for point in report["points"]:
    row = [point["values"][axis] for axis in report["axes"]] + [str(point["trials"])]
    if goods:
        row += [str(point["good"]), f"{100 * point['yield']:.1f} ({100 * point['wilson'][0]:.1f} to {100 * point['wilson'][1]:.1f})"]
    print("| " + " | ".join(row + [cell(measure, point) for measure in measures]) + " |")
print("\nFigures are means over the chips of a point, with the standard deviation from chip to chip. A good chip reaches what the study asks for; failed chips are not good.")
