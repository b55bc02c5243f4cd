"""Checks the files in .deploy as far as that works without a cluster, an account or a registry. Closes with `N passed, N failed`.

The packages of .make/setup/deployment-checks.txt are on PYTHONPATH, and promtool is on PATH. Two checks need a program of the system, podman and systemd-analyze,
and are left out without it. Azure's own compiler for Bicep is in no registry that this project
uses, so the syntax of Bicep is checked, and not its types.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import yaml
from pycep import BicepParser

DEPLOY = Path(".deploy")
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
BICEP = sorted((DEPLOY / "azure" / "infra").glob("*.bicep"))
KUBERNETES = "1.37"
# systemd's figure from 0 (safe) to 100, for `systemd-analyze security`.
EXPOSURE = 15
# The settings of libraries and of the containers beside the app.
OTHER_VARIABLES = {"SSL_CERT_FILE"}


def run(*command, **environment):
    """Runs a command, and returns what it printed if it failed."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
    return [] if done.returncode == 0 else [f"{command[0]}: {line}" for line in (done.stdout + done.stderr).strip().splitlines()]


def documents(path):
    return [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document]


def problems_of(path, check):
    """Returns the error of a check, with the path."""
    try:
        check()
        return []
    except Exception as error:  # Each parser has its own errors.
        return [f"{path}: {str(error).strip().splitlines()[0]}"]


def files_can_be_parsed():
    yaml_files = [path for path in DEPLOY.rglob("*.yaml")]
    json_files = [path for path in DEPLOY.rglob("*.json")]
    return [
        *(problem for path in yaml_files for problem in problems_of(path, lambda path=path: documents(path))),
        *(problem for path in json_files for problem in problems_of(path, lambda path=path: json.loads(path.read_text()))),
    ]


def manifests_are_valid():
    found = []
    for path in MANIFESTS:
        for document in documents(path):
            check = lambda document=document: kubernetes_validate.validate(document, KUBERNETES, strict=True)
            found += problems_of(f"{path}: {document['kind']}", check)
    return found


def containers_are_restricted():
    """The namespace demands the same of Kubernetes; the check finds a mistake earlier, and the read-only root in addition."""
    found = []
    for path in MANIFESTS:
        for document in documents(path):
            if document["kind"] != "Deployment":
                continue
            pod = document["spec"]["template"]["spec"]
            expected = [
                pod["securityContext"]["runAsNonRoot"],
                not pod["automountServiceAccountToken"],
                *(container["securityContext"]["readOnlyRootFilesystem"] for container in pod["containers"]),
                *(not container["securityContext"]["allowPrivilegeEscalation"] for container in pod["containers"]),
                *(container["securityContext"]["capabilities"] == {"drop": ["ALL"]} for container in pod["containers"]),
            ]
            found += [] if all(expected) else [f"{path}: {document['metadata']['name']}: {expected}"]
    return found


def compose_is_valid():
    if not shutil.which("podman"):
        return None
    path = DEPLOY / "compose" / "compose.yaml"
    needed = re.findall(r"\$\{(\w+):\?\}", path.read_text(encoding="utf-8"))
    parse = [sys.executable, "-m", "podman_compose", "--file", str(path), "config"]
    accepted = run(*parse, **{name: "x" for name in needed})
    # Without a required variable, the start must fail instead of using an empty value.
    rejected = run(*parse)
    return accepted + ([] if rejected else [f"{path}: a missing variable is not reported"])


def bicep_can_be_parsed():
    return [problem for path in BICEP for problem in problems_of(path, lambda path=path: BicepParser().parse(text=path.read_text()))]


def parameters_exist():
    main = BicepParser().parse(text=(DEPLOY / "azure/infra/main.bicep").read_text())
    given = json.loads((DEPLOY / "azure/infra/main.parameters.json").read_text())["parameters"]
    missing = [name for name in given if name not in main["parameters"]]
    return [f"main.bicep has no parameter {name}" for name in missing]


def paths_exist():
    path = DEPLOY / "azure" / "azure.yaml"
    azure = documents(path)[0]
    service = azure["services"]["web"]
    project = path.parent / service["project"]
    named = [path.parent / azure["infra"]["path"] / "main.bicep", project / service["docker"]["path"]]
    compose = DEPLOY / "compose"
    build = documents(compose / "compose.yaml")[0]["services"]["app"]["build"]
    named.append(compose / build["context"] / build["dockerfile"])
    return [f"{missing} does not exist" for missing in named if not missing.is_file()]


def variables_exist():
    """A misspelt variable would be ignored, and the app would use its default."""
    known = set(re.findall(r'"([A-Z][A-Z0-9_]+)"', Path("src/server/config/variable.rs").read_text(encoding="utf-8")))
    compose = documents(DEPLOY / "compose" / "compose.yaml")[0]["services"]["app"]["environment"]
    set_by = {"compose.yaml": set(compose)}
    for document in (document for path in MANIFESTS for document in documents(path)):
        if document["kind"] == "ConfigMap":
            set_by["settings.yaml"] = set(document["data"])
        if document["kind"] == "Deployment":
            containers = document["spec"]["template"]["spec"]["containers"]
            set_by["app.yaml"] = {variable["name"] for container in containers for variable in container.get("env", [])}
    set_by["app.bicep"] = set(re.findall(r"name: '([A-Z][A-Z0-9_]+)'", (DEPLOY / "azure/infra/app.bicep").read_text()))
    unit = (DEPLOY / "leptos-entra.service").read_text()
    set_by["leptos-entra.service"] = set(re.findall(r"(?:Environment=| )([A-Z][A-Z0-9_]+)=%?\w", unit))
    image = (DEPLOY / "Dockerfile").read_text()
    set_by["Dockerfile"] = set(re.findall(r"^(?:ENV| {3}) ([A-Z][A-Z0-9_]+)=", image, re.MULTILINE))
    empty = [f"{file} sets no variable, so this check proves little" for file, names in set_by.items() if not names]
    return empty + [
        f"{file}: the app has no variable {name}" for file, names in set_by.items() for name in sorted(names - known - OTHER_VARIABLES)
    ]


def probes_exist():
    paths = Path("src/paths/names.rs").read_text(encoding="utf-8")
    files = [*MANIFESTS, DEPLOY / "azure/infra/app.bicep"]
    probed = [(path, probe) for path in files for probe in re.findall(r"path: '?(/health/\w+)", path.read_text())]
    found = [f"{path}: the app has no path {probe}" for path, probe in probed if f'"{probe}"' not in paths]
    return found if probed else ["no file has a probe"]


def prometheus_files_are_valid():
    """The tests of the rules show that each alert fires on its cause. tests::metrics compares the names with those that the app exports."""
    folder = DEPLOY / "prometheus"
    return [
        *run("promtool", "check", "config", str(folder / "prometheus.yaml")),
        *run("promtool", "check", "rules", "--lint-fatal", str(folder / "rules.yaml")),
        *run("promtool", "test", "rules", str(folder / "rules.test.yaml")),
        *alerts_without_test(folder),
    ]


def alerts_without_test(folder):
    rules = [rule["alert"] for group in documents(folder / "rules.yaml")[0]["groups"] for rule in group["rules"]]
    tests = [case for test in documents(folder / "rules.test.yaml")[0]["tests"] for case in test["alert_rule_test"]]
    fired = {case["alertname"] for case in tests if case["exp_alerts"]}
    return [f"rules.test.yaml: no test makes {alert} fire" for alert in rules if alert not in fired]


def dockerfile_is_clean():
    return run(str(Path(os.environ["PYTHONPATH"]) / "bin" / "hadolint"), str(DEPLOY / "Dockerfile"))


def unit_is_restricted():
    if not shutil.which("systemd-analyze"):
        return None
    return run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", str(DEPLOY / "leptos-entra.service"))


RULES = {
    "every YAML and JSON file in .deploy can be parsed": files_can_be_parsed,
    f"the manifests are valid for Kubernetes {KUBERNETES}": manifests_are_valid,
    "the containers of the manifests are restricted": containers_are_restricted,
    "the compose file is valid, and needs its variables": compose_is_valid,
    "the Bicep files can be parsed": bicep_can_be_parsed,
    "the parameters of azd exist": parameters_exist,
    "every path that a deployment file names exists": paths_exist,
    "every variable that a deployment file sets exists": variables_exist,
    "every probe asks for a path of the app": probes_exist,
    "promtool accepts the Prometheus files, and each alert has a test": prometheus_files_are_valid,
    "hadolint has no findings about the Dockerfile": dockerfile_is_clean,
    f"the exposure of the systemd unit is at most {EXPOSURE / 10}": unit_is_restricted,
}

passed = failed = 0
for rule, check in RULES.items():
    findings = check()
    if findings is None:
        print(f"skip  {rule}: the program for it is not installed")
        continue
    passed += not findings
    failed += bool(findings)
    print(f"{'FAIL' if findings else 'pass'}  {rule}")
    for finding in findings:
        print(f"      {finding}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
