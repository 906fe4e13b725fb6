{{- define "kestra-mcp.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "kestra-mcp.fullname" -}}
{{- $name := include "kestra-mcp.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "kestra-mcp.selector" -}}
app.kubernetes.io/name: {{ include "kestra-mcp.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "kestra-mcp.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "kestra-mcp.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "kestra-mcp.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "kestra-mcp.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{- define "kestra-mcp.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion | toString) }}
{{- end }}
{{- end }}

{{- define "kestra-mcp.refusals" -}}
{{- $many := or (gt (int .Values.replicaCount) 1) .Values.autoscaling.enabled }}
{{- if and $many (eq .Values.store.kind "volume") }}
{{- fail "store.kind volume is for one replica: use postgres, or set replicaCount to 1 and autoscaling.enabled to false." }}
{{- end }}
{{- if and (eq .Values.store.kind "postgres") (not .Values.existingSecret) }}
{{- fail "store.kind postgres needs existingSecret, with KESTRA_MCP_STORE in it." }}
{{- end }}
{{- $auth := .Values.env.KESTRA_MCP_AUTH | default "token" | toString }}
{{- if and (eq $auth "oauth") (eq .Values.store.kind "none") }}
{{- fail "KESTRA_MCP_AUTH oauth needs a store: set store.kind to volume or postgres." }}
{{- end }}
{{- if and (ne $auth "token") (not .Values.env.KESTRA_MCP_PUBLIC_URL) }}
{{- fail "KESTRA_MCP_PUBLIC_URL must be in env where KESTRA_MCP_AUTH is not token." }}
{{- end }}
{{- $open := eq (.Values.env.KESTRA_MCP_ALLOW_UNAUTHENTICATED | default "false" | toString) "true" }}
{{- if and (eq $auth "token") (not .Values.existingSecret) (not .Values.env.KESTRA_MCP_TOKENS_FILE) (not $open) }}
{{- fail "existingSecret must name a secret with KESTRA_MCP_AUTH_TOKEN, or env must hold KESTRA_MCP_TOKENS_FILE." }}
{{- end }}
{{- end }}
